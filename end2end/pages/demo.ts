import { Page, expect } from "@playwright/test";

/** The keys of the people of the demonstration. */
export const PEOPLE = ["mairie", "ddt", "prefecture", "agent", "expert", "crte", "national"] as const;
export type DemoPerson = (typeof PEOPLE)[number];

/** Says that a request comes from our own page, as a browser does for a form. */
export const OWN_PAGE = { "sec-fetch-site": "same-origin" };

/** Becomes a person of the demonstration without drawing its page: most journeys are about something else. */
export async function signInAs(page: Page, person: DemoPerson): Promise<void> {
  const answer = await page.request.post(`/demo/devenir/${person}`, { headers: OWN_PAGE, maxRedirects: 0 });
  expect(answer.status(), `becoming ${person}`).toBe(303);
}

/** The address of a project of the signed-in person, by the beginning of its title. */
export async function projectNamed(page: Page, title: string): Promise<string> {
  await page.goto("/projets");
  const href = await page.getByRole("link", { name: title }).first().getAttribute("href");
  if (!href) throw new Error(`no project named ${title}`);
  return href;
}

/** What the page says was done. */
export async function expectDone(page: Page, sentence: string | RegExp): Promise<void> {
  await expect(page.locator(".page-message").getByText(sentence)).toBeVisible();
}

/** What the list of refused answers above a form says. */
export async function expectRefused(page: Page, sentence: string | RegExp): Promise<void> {
  await expect(page).toHaveTitle(/^Erreur : /);
  await expect(page.getByRole("alert").getByText(sentence)).toBeVisible();
}
