import { Locator, Page } from "@playwright/test";

export interface Blocker {
  kind: string;
  sentence: string;
  since: string;
}

/** Fills the form that raises a blocker and sends it. */
export async function raise(page: Page, { kind, sentence, since }: Partial<Blocker>): Promise<void> {
  if (kind) await page.getByRole("radio", { name: kind }).check();
  if (sentence !== undefined) await page.getByLabel("En une phrase, que se passe-t-il ?").fill(sentence);
  if (since !== undefined) await page.getByLabel("Depuis quand ?").fill(since);
  await page.getByRole("button", { name: "Signaler ce blocage" }).click();
}

/** What is proposed for the blocker that was just raised: the page's address names it. */
export function proposed(page: Page): Locator {
  const blocker = new URL(page.url()).searchParams.get("blocage");
  return page.locator(`#blocage-${blocker}`);
}

/** The cards of a part of a sheet; the sheet itself is an article too. */
export function cards(part: Page | Locator): Locator {
  return part.locator("article.card");
}

/** A day so many days away, as people type it. */
export function day(away: number): string {
  return new Intl.DateTimeFormat("fr-FR", { timeZone: "Europe/Paris" }).format(Date.now() + away * 86_400_000);
}
