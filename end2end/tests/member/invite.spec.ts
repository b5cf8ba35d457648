import { expect, test } from "../../fixtures/app";
import { OWN_PAGE, expectDone, expectRefused, projectNamed, signInAs } from "../../pages/demo";
import { mailTo } from "../../pages/mail";
import { Members, invitationFor } from "../../pages/members";
import { codeFor, typeCode } from "../../pages/sign-in";

const PROJECT = "Reprise du dernier commerce";
const EXPERT = "jean.kermarrec@conseil.example";

test("an expert is invited, joins, and is removed", async ({ page, otherPage, check }) => {
  await signInAs(page, "mairie");
  const project = await projectNamed(page, PROJECT);
  await page.goto(`${project}/membres`);
  await check(page);
  const members = new Members(page);
  await members.invite("jean.kermarrec", "", "Votre avis sur le chauffage nous aiderait.");
  await expectRefused(page, "Adresse e-mail : Écrivez une adresse e-mail complète");
  await expectRefused(page, "Rôle : Choisissez une des réponses proposées.");
  await expect(page.getByLabel("Votre mot")).toHaveValue("Votre avis sur le chauffage nous aiderait.");
  await check(page);
  await members.invite(EXPERT, "Expert", "Votre avis sur le chauffage nous aiderait.");
  await expectDone(page, "L'invitation est envoyée.");
  await expect(members.line(EXPERT)).toContainText("Expert");
  await check(page);

  const link = await invitationFor(page, EXPERT);
  const answer = await page.goto(link);
  expect(answer?.status()).toBe(403);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Cette invitation est pour une autre adresse");
  await expect(page.getByText(PROJECT)).toHaveCount(0);
  await check(page);

  const expert = await otherPage();
  await signInAs(expert, "expert");
  await expert.goto(link);
  await expect(expert.getByRole("heading", { level: 1 })).toHaveText("Odile Renard vous invite sur un projet");
  await expect(expert.getByRole("main")).toContainText("Expert : lit la fiche, écrit, ajoute des fichiers");
  await expect(expert.getByText("Votre avis sur le chauffage nous aiderait.")).toBeVisible();
  await check(expert);
  expect((await expert.request.get(project)).status(), "nothing is joined by looking").toBe(404);
  await expert.getByRole("button", { name: "Rejoindre le projet" }).click();
  await expectDone(expert, "Vous êtes maintenant membre de ce projet.");
  await check(expert);

  const visitor = await otherPage();
  expect((await visitor.goto(link))?.status(), "a used link").toBe(410);
  await check(visitor);

  await page.goto(`${project}/membres`);
  await members.line("Jean Kermarrec").getByRole("link", { name: "Retirer" }).click();
  await expect(page.getByRole("heading", { name: "Retirer Jean Kermarrec du projet ?" })).toBeVisible();
  await check(page);
  await page.getByRole("button", { name: "Retirer du projet" }).click();
  await expectDone(page, "Cette personne n'a plus accès au projet.");
  await expect(members.line("Jean Kermarrec")).toHaveCount(0);

  for (const part of ["", "/conversation", "/fichiers", "/membres"]) {
    expect((await expert.goto(`${project}${part}`))?.status(), part).toBe(404);
  }
  await expert.request.post(link, { headers: OWN_PAGE, form: { reponse: "accepter" } });
  expect((await expert.request.get(project)).status(), "the link brings nobody back").toBe(404);
});

test("somebody without an account signs in from the invitation and comes back to it", async ({ page, otherPage, check }) => {
  const email = "adjointe@village.example";
  await signInAs(page, "mairie");
  const project = await projectNamed(page, PROJECT);
  await page.goto(`${project}/membres`);
  await new Members(page).invite(email, "Lecteur");
  const link = await invitationFor(page, email);

  const guest = await otherPage();
  await guest.goto(link);
  await expect(guest.getByRole("main")).toContainText("Lecteur : lit la fiche");
  await expect(guest.getByRole("button", { name: "Rejoindre le projet" })).toHaveCount(0);
  await check(guest);
  await guest.getByRole("link", { name: "Se connecter pour répondre" }).click();
  await guest.getByLabel("Adresse e-mail").fill(email);
  await guest.getByRole("button", { name: "Recevoir le lien et le code" }).click();
  await typeCode(guest, await codeFor(guest, email));
  await expect(guest).toHaveURL(new RegExp(`${link}$`));
  await guest.getByRole("button", { name: "Rejoindre le projet" }).click();
  await expectDone(guest, "Vous êtes maintenant membre de ce projet.");
  await guest.goto(`${project}/membres`);
  await expect(new Members(guest).line(email)).toContainText("(vous)");
  await expect(guest.getByRole("button", { name: "Envoyer l'invitation" })).toHaveCount(0);
  await check(guest);
});

test("an invitation is sent again, then revoked", async ({ page, otherPage, check }) => {
  const email = "voisine@village.example";
  await signInAs(page, "mairie");
  await page.goto(`${await projectNamed(page, PROJECT)}/membres`);
  const members = new Members(page);
  await members.invite(email, "Contributeur");
  const first = await invitationFor(page, email);
  await members.line(email).getByRole("button", { name: "Renvoyer" }).click();
  await expectDone(page, "L'invitation est envoyée de nouveau, avec un nouveau lien.");
  await expect.poll(() => invitationFor(page, email)).not.toBe(first);
  const second = await invitationFor(page, email);
  const guest = await otherPage();
  expect((await guest.goto(first))?.status(), "the link before").toBe(410);
  expect((await guest.goto(second))?.status()).toBe(200);

  await members.line(email).getByRole("link", { name: "Annuler" }).click();
  await expect(page.getByRole("heading", { name: "Annuler cette invitation ?" })).toBeVisible();
  await check(page);
  await page.getByRole("button", { name: "Annuler l'invitation" }).click();
  await expectDone(page, "L'invitation est annulée : son lien n'ouvre plus rien.");
  await expect(members.line(email)).toHaveCount(0);
  expect((await guest.reload())?.status()).toBe(410);
  await expect(guest.getByRole("heading", { level: 1 })).toHaveText("Cette invitation n'est plus valable");
  await mailTo(page, "claire.martin@ddt-49.example", PROJECT);
});
