import { readFile } from "node:fs/promises";
import { expect, test } from "../../fixtures/app";
import { Composer, message, pdf } from "../../pages/conversation";
import { OWN_PAGE, expectDone, expectRefused, projectNamed, signInAs } from "../../pages/demo";
import { Mail, mailTo, mails } from "../../pages/mail";

const PROJECT = "Réhabilitation de l'ancien presbytère";
const DDT = "claire.martin@ddt-49.example";
const MAIRIE = "odile.renard@mairie.example";
const PREFECTURE = "karim.haddad@prefecture-49.example";

test("a message with a file reaches the DDT, who answers", async ({ page, otherPage, check }) => {
  const ddt = await otherPage();
  await signInAs(page, "mairie");
  await signInAs(ddt, "ddt");
  const project = await projectNamed(page, PROJECT);
  const first = await mails(ddt);
  await page.goto(`${project}/conversation`);
  // What comes after the last visit is marked as new: there is something to have read.
  await new Composer(page).post("Un premier mot.");
  await expectDone(page, "Votre message est envoyé.");
  await mailTo(ddt, DDT, PROJECT, first);
  await ddt.goto(`${project}/conversation`);
  await expect(message(ddt, "Un premier mot.")).toBeVisible();
  const before = await mails(ddt);
  await new Composer(page).post("Voici le devis de l'architecte.", pdf("Devis de l'architecte.pdf"));
  await expectDone(page, "Votre message est envoyé.");
  await expect(message(page, "Voici le devis").getByRole("link", { name: "Devis de l'architecte.pdf" })).toBeVisible();
  await check(page);

  await mailTo(ddt, DDT, PROJECT, before);
  await ddt.goto("/notifications");
  await check(ddt);
  await ddt.getByRole("link", { name: "Odile Renard a écrit un message." }).first().click();
  await expect(ddt).toHaveURL(/\/conversation$/);
  await expect(ddt.getByText("Nouveaux messages")).toBeVisible();
  await check(ddt);
  const downloading = ddt.waitForEvent("download");
  await message(ddt, "Voici le devis").getByRole("link", { name: "Devis de l'architecte.pdf" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe("Devis de l'architecte.pdf");
  expect(await readFile(await download.path())).toEqual(pdf("").buffer);
  await new Composer(ddt).post("Bien reçu : je vous réponds demain.");
  await expectDone(ddt, "Votre message est envoyé.");

  await page.reload();
  const answer = message(page, "Bien reçu");
  await expect(answer).toContainText("Claire Martin");
  await expect(answer.getByRole("link", { name: /Modifier|Retirer/ })).toHaveCount(0);
});

test("what the State writes to itself is nowhere for the mairie", async ({ page, otherPage, check }) => {
  const ddt = await otherPage();
  await signInAs(page, "mairie");
  await signInAs(ddt, "ddt");
  const project = await projectNamed(page, PROJECT);
  const known = await mails(page);
  const toMairie = (all: Mail[]) => all.filter((mail) => mail.to === MAIRIE).length;
  await page.goto("/notifications");
  const lines = await page.locator(".bell-line").count();

  await ddt.goto(`${project}/conversation`);
  await ddt.getByRole("link", { name: "Entre services de l'État" }).click();
  await expect(ddt.getByText("La collectivité ne la voit pas.")).toBeVisible();
  await new Composer(ddt).post("Avis réservé du service instructeur.", pdf("Avis interne.pdf"));
  await expectDone(ddt, "Votre message est envoyé.");
  await check(ddt);
  const file = await message(ddt, "Avis réservé").getByRole("link", { name: "Avis interne.pdf" }).getAttribute("href");
  const prefecture = await otherPage();
  await signInAs(prefecture, "prefecture");
  await mailTo(prefecture, PREFECTURE, PROJECT, known);
  await prefecture.goto("/notifications");
  await prefecture.getByRole("link", { name: "Claire Martin a écrit un message aux services de l'État." }).first().click();
  await expect(prefecture).toHaveURL(/\?fil=etat$/);
  await expect(message(prefecture, "Avis réservé")).toBeVisible();

  expect(toMairie(await mails(page)), "mails to the mairie").toBe(toMairie(known));
  await page.goto("/notifications");
  await expect(page.locator(".bell-line")).toHaveCount(lines);
  for (const part of ["/conversation", "/fichiers", "/historique", ""]) {
    await page.goto(project + part);
    await expect(page.getByRole("heading", { level: 1 })).toContainText(PROJECT);
    await expect(page.getByText(/Avis réservé|Avis interne|Entre services de l'État/)).toHaveCount(0);
  }
  for (const hidden of [`${project}/conversation?fil=etat`, `${project}/fichiers?fil=etat`, file ?? ""]) {
    const answer = await page.request.get(hidden);
    // The list of files is one: its address with the State's thread only changes the form under it.
    const text = await answer.text();
    expect(answer.status() === 404 || !text.includes("Avis interne"), hidden).toBe(true);
  }
  expect((await page.request.get(file ?? "")).status()).toBe(404);
});

test("nobody else reaches the conversation or its files", async ({ page, otherPage }) => {
  await signInAs(page, "mairie");
  const project = await projectNamed(page, PROJECT);
  await page.goto(`${project}/conversation`);
  await new Composer(page).post("Le plan du local.", pdf("Plan.pdf"));
  const file = (await message(page, "Le plan du local").getByRole("link", { name: "Plan.pdf" }).getAttribute("href")) ?? "";
  expect((await page.request.get(file)).status()).toBe(200);

  const other = await otherPage();
  await other.goto(file);
  await expect(other).toHaveURL(/\/connexion\?suite=/);
  await signInAs(other, "expert");
  for (const address of [file, `${project}/conversation`, `${project}/fichiers`]) {
    expect((await other.goto(address))?.status(), address).toBe(404);
    await expect(other.getByRole("heading", { level: 1 })).toHaveText("Page introuvable");
  }
  const posted = await other.request.post(`${project}/conversation`, { headers: OWN_PAGE, form: { message: "Bonjour" } });
  expect(posted.status()).toBe(404);
});

test("one's own message is changed, then taken back", async ({ page, check }) => {
  await signInAs(page, "mairie");
  const project = await projectNamed(page, PROJECT);
  await page.goto(`${project}/conversation`);
  await new Composer(page).post("Réunion lundi.");
  await message(page, "Réunion lundi.").getByRole("link", { name: "Modifier" }).click();
  await expect(page.getByLabel("Votre message")).toHaveValue("Réunion lundi.");
  await check(page);
  await page.getByLabel("Votre message").fill(" ");
  await page.getByRole("button", { name: "Enregistrer le message" }).click();
  await expectRefused(page, "Votre message : Remplissez ce champ.");
  await check(page);
  await page.getByLabel("Votre message").fill("Réunion mardi à dix heures.");
  await page.getByRole("button", { name: "Enregistrer le message" }).click();
  await expectDone(page, "Votre message est modifié.");
  const changed = message(page, "Réunion mardi à dix heures.");
  await expect(changed).toContainText("modifié");

  await changed.getByRole("link", { name: "Retirer" }).click();
  await expect(page.getByRole("heading", { name: "Retirer votre message ?" })).toBeVisible();
  await check(page);
  await page.getByRole("button", { name: "Retirer le message" }).click();
  await expectDone(page, "Votre message est retiré.");
  await expect(message(page, "Réunion mardi")).toHaveCount(0);
  await expect(message(page, "Message retiré").first()).toBeVisible();
});

test("with scripts a message begun is found again, and Ctrl + Enter sends it", { tag: "@island" }, async ({ page }) => {
  await signInAs(page, "mairie");
  const project = await projectNamed(page, PROJECT);
  await page.goto(`${project}/conversation`);
  await expect(page.getByText("Ctrl + Entrée envoie le message.")).toBeVisible();
  const { words } = new Composer(page);
  await words.fill("Commencé ici");
  await expect(page.getByText("gardé sur cet appareil")).toBeVisible();
  await page.reload();
  await expect(page.getByText("Votre message commencé est retrouvé.")).toBeVisible();
  await expect(words).toHaveValue("Commencé ici");
  await words.press("Control+Enter");
  await expectDone(page, "Votre message est envoyé.");
  await expect(words).toHaveValue("");
});
