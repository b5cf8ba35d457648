import { Page, expect } from "@playwright/test";

/** Becomes a person of the demonstration; `name` is what the page of the demonstration calls her. */
export async function become(page: Page, name: string): Promise<void> {
  await page.goto("/demo");
  const card = page.locator("form").filter({ has: page.locator(`[value="${name}"]`) });
  await card.getByRole("button").click();
  await expect(page.getByText("Se déconnecter")).toBeAttached();
}

/** The address of one of the signed-in person's projects, by the state its card shows. */
export async function projectInState(page: Page, state: string): Promise<string> {
  await page.goto("/projets");
  const card = page.locator("li, article, tr").filter({ hasText: state }).filter({ has: page.locator('a[href^="/projets/0"]') });
  const href = await card.first().locator('a[href^="/projets/0"]').first().getAttribute("href");
  if (!href) throw new Error(`no project in the state ${state}`);
  return href.split("#")[0];
}
