import { truncate, writeFile } from "node:fs/promises";
import { expect, test } from "../../fixtures/app";
import { Composer, empty, message, pdf, program } from "../../pages/conversation";
import { expectDone, expectRefused, projectNamed, signInAs } from "../../pages/demo";

const PROJECT = "Réhabilitation de l'ancien presbytère";
const KIND = "« outil.exe » : ce type de fichier n'est pas accepté";
const EMPTY = "« vide.pdf » : ce fichier est vide";

test("a refused file is named, and nothing else of the message is lost", async ({ page, check }) => {
  await signInAs(page, "mairie");
  await page.goto(`${await projectNamed(page, PROJECT)}/conversation`);
  await new Composer(page).post("Trois pièces jointes.", program, pdf("Bon.pdf"), empty);
  await expectRefused(page, KIND);
  await expectRefused(page, EMPTY);
  const composer = new Composer(page);
  await expect(composer.words).toHaveValue("Trois pièces jointes.");
  await expect(composer.files).toHaveAccessibleDescription(/outil\.exe.*vide\.pdf/);
  await expect(page.getByRole("checkbox", { name: "Bon.pdf" })).toBeChecked();
  await check(page);

  await composer.send.click();
  await expectDone(page, "Votre message est envoyé.");
  const sent = message(page, "Trois pièces jointes.");
  await expect(sent.getByRole("link")).toContainText(["Bon.pdf"]);
});

test("a file above the limit is refused with the limit", async ({ page, check }, info) => {
  const heavy = info.outputPath("lourd.txt");
  await writeFile(heavy, "a");
  await truncate(heavy, 25_000_001);
  await signInAs(page, "mairie");
  await page.goto(`${await projectNamed(page, PROJECT)}/conversation`);
  const composer = new Composer(page);
  await composer.words.fill("Le relevé complet.");
  await composer.files.setInputFiles(heavy);
  await composer.send.click();
  await expectRefused(page, /« lourd.txt » : ce fichier est trop lourd : 25,0.Mo au plus\./);
  await expect(new Composer(page).words).toHaveValue("Le relevé complet.");
  await check(page);
});

test("a name of 300 characters is shortened, and the page says so", async ({ page, check }) => {
  await signInAs(page, "mairie");
  await page.goto(`${await projectNamed(page, PROJECT)}/conversation`);
  await new Composer(page).post("Un nom bien long.", pdf(`${"nom".repeat(99)}.pdf`));
  await expectDone(page, "Votre message est envoyé. Un nom de fichier trop long a été raccourci.");
  await expect(message(page, "Un nom bien long.").getByRole("link", { name: /^nomnom.*….pdf$/ })).toBeVisible();
  await check(page);
});

test("the page of the files takes the good ones and names the others", async ({ page, check }) => {
  await signInAs(page, "mairie");
  const project = await projectNamed(page, PROJECT);
  await page.goto(`${project}/fichiers`);
  const files = page.locator("[type=file]");
  await page.getByRole("button", { name: "Envoyer les fichiers" }).click();
  await expectRefused(page, "Fichiers : Choisissez au moins un fichier.");
  await files.setInputFiles([program, pdf("Plan masse.pdf"), empty]);
  await page.getByRole("button", { name: "Envoyer les fichiers" }).click();
  await expectRefused(page, KIND);
  await expectRefused(page, EMPTY);
  await expect(page.getByText("Déjà sur la fiche")).toBeVisible();
  await check(page);

  const row = page.getByRole("row").filter({ hasText: "Plan masse.pdf" });
  await expect(row).toContainText("Odile Renard");
  await row.getByRole("link", { name: "Retirer" }).click();
  await expect(page.getByRole("heading", { name: "Retirer ce fichier ?" })).toBeVisible();
  await check(page);
  await page.getByRole("button", { name: "Retirer le fichier" }).click();
  await expectDone(page, "Le fichier est retiré.");
  await expect(page.getByRole("row").filter({ hasText: "Plan masse.pdf" })).toHaveCount(0);
  await check(page);
});
