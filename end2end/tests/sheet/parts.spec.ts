import { Page } from "@playwright/test";
import { expect, test } from "../../fixtures/app";
import { DemoPerson, PEOPLE, projectNamed, signInAs } from "../../pages/demo";

const PROJECT = "Rénovation énergétique de l'école";
const PARTS = [
  "",
  "/etat-des-lieux",
  "/conversation",
  "/fichiers",
  "/blocages",
  "/recommandations",
  "/financement",
  "/membres",
  "/historique",
  "/impact",
];

/** Pages a person has beside the sheets. */
const OWN: Record<DemoPerson, string[]> = {
  mairie: ["/projets", "/notifications", "/compte"],
  ddt: ["/territoire", "/territoire/projets", "/territoire/binome"],
  prefecture: ["/territoire", "/notifications"],
  agent: ["/territoire", "/projets"],
  expert: ["/projets", "/notifications", "/offres"],
  crte: ["/projets"],
  national: ["/administration/envois", "/administration/personnes", "/administration/personnes/nommer"],
};

/** A sheet this person may read: the village's, or one of her contract, which the village is not in. */
async function sheetFor(page: Page, person: DemoPerson): Promise<string> {
  await signInAs(page, "mairie");
  const project = await projectNamed(page, PROJECT);
  await signInAs(page, person);
  if (person !== "crte") return project;
  await page.goto("/");
  await page.getByRole("link", { name: "Mon contrat" }).click();
  const href = await page.getByRole("main").locator('a[href^="/projets/"]').first().getAttribute("href");
  return href ?? project;
}

for (const person of PEOPLE) {
  test(`every part of a sheet is sound for: ${person}`, { tag: "@pages" }, async ({ page, check }) => {
    const project = await sheetFor(page, person);
    for (const address of [...PARTS.map((part) => project + part), ...OWN[person]]) {
      const answer = await page.goto(address);
      expect(answer?.status(), address).toBe(200);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await check(page);
    }
  });
}
