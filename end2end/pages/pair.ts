import { Page, expect } from "@playwright/test";
import { expectDone } from "./demo";

/** The line of a project on the desk. */
export const deskLine = (page: Page, title: string) => page.getByRole("row").filter({ hasText: title });

/** Takes a new deposit up from the desk. */
export async function acknowledge(page: Page, title: string): Promise<void> {
  await page.goto("/territoire?groupe=acknowledge");
  await deskLine(page, title).getByRole("button", { name: "Prendre en charge" }).click();
  await expectDone(page, "Le projet est pris en charge.");
}

/** The six criteria, in the order of the form. */
export const CRITERIA = [
  "Maturité",
  "Impact",
  "Urgence",
  "Besoin du territoire",
  "Faisabilité du financement",
  "Accord avec la stratégie du contrat",
];

/** Gives a score a criterion, in their order; fewer scores leave the last criteria empty. */
export async function score(page: Page, scores: number[], note = ""): Promise<void> {
  for (const [rank, given] of scores.entries()) {
    await page.getByRole("group", { name: CRITERIA[rank] }).getByRole("radio", { name: new RegExp(`^${given} :`) }).check();
  }
  if (note) await page.getByRole("textbox", { name: "Note pour le binôme" }).fill(note);
  await page.getByRole("button", { name: "Enregistrer ma cotation" }).click();
}

/** The line of the bell about a project. */
export async function bellLine(page: Page, title: string, sentence: string | RegExp): Promise<void> {
  await page.goto("/notifications");
  const project = page.locator("section").filter({ has: page.getByRole("heading", { name: title }) });
  await expect(project.getByRole("link", { name: sentence })).toBeVisible();
}
