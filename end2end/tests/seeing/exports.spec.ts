import { readFile } from "node:fs/promises";
import { Page } from "@playwright/test";
import { expect, test } from "../../fixtures/app";
import { expectDone, signInAs } from "../../pages/demo";
import { linkIn, mailTo, mails } from "../../pages/mail";

type Check = (page: Page) => Promise<void>;

test("a file is prepared in the background, told by mail, taken and deleted", async ({ page, check }) => {
  await signInAs(page, "ddt");
  await page.goto("/territoire/exports");
  await expect(page.getByRole("heading", { name: "Aucun export pour l'instant" })).toBeVisible();
  await check(page);
  const known = await mails(page);
  await asked(page, check);
  const exported = await ready(page, check);
  const mail = await mailTo(page, "claire.martin@ddt-49.example", "Votre export est prêt", known);
  expect(linkIn(mail, "/territoire/exports/")).toBe(exported);
  await taken(page);
  await deleted(page, check);
});

/** The form is reached from lists that are longer than the demonstration's. */
async function asked(page: Page, check: Check): Promise<void> {
  await page.goto("/territoire/exports/nouveau?tri=numero&colonne=cout&format=csv");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Préparer un fichier");
  await expect(page.getByRole("radio", { name: "Fichier CSV" })).toBeChecked();
  await check(page);
  await page.getByRole("button", { name: "Préparer le fichier" }).click();
  await page.waitForURL(/\/territoire\/exports\/[0-9a-f-]{36}$/);
}

/** Follows the work by the page's own link; gives the page's path. */
async function ready(page: Page, check: Check): Promise<string> {
  const follow = page.getByRole("link", { name: "Voir où en est le travail" });
  await expect
    .poll(async () => {
      if (await follow.isVisible()) await follow.click();
      return page.getByRole("heading", { level: 1 }).textContent();
    })
    .toBe("Votre export est prêt");
  await check(page);
  return new URL(page.url()).pathname;
}

async function taken(page: Page): Promise<void> {
  const coming = page.waitForEvent("download");
  await page.getByRole("link", { name: /^Télécharger le fichier/ }).click();
  const file = await coming;
  expect(file.suggestedFilename()).toMatch(/^projets-\d{4}-\d\d-\d\d\.csv$/);
  const text = (await readFile(await file.path())).toString("utf8").replaceAll('"', "");
  expect(text.split("\r\n")[0]).toBe("\u{feff}Numéro;Projet;Porteur;Coût total");
  expect(text.trim().split("\r\n").length).toBeGreaterThan(40);
}

async function deleted(page: Page, check: Check): Promise<void> {
  await page.getByRole("link", { name: "Voir tous vos exports" }).click();
  await expect(page.getByRole("row")).toHaveCount(2);
  await check(page);
  await page.getByRole("link", { name: /^Supprimer l'export/ }).click();
  await check(page);
  await page.getByRole("button", { name: "Supprimer cet export" }).click();
  await expectDone(page, "Le fichier est supprimé.");
  await expect(page.getByRole("heading", { name: "Aucun export pour l'instant" })).toBeVisible();
}
