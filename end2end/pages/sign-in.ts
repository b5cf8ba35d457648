import { Page, expect } from "@playwright/test";
import { codeIn, linkIn, mailTo } from "./mail";

const SUBJECT = "Votre connexion";

/** Asks for a link and a code; the page of the code is shown. */
export async function askFor(page: Page, email: string, from = "/connexion"): Promise<void> {
  await page.goto(from);
  await page.getByLabel("Adresse e-mail").fill(email);
  await page.getByRole("button", { name: "Recevoir le lien et le code" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Votre code");
}

/** The path of the link in the latest mail to sign in. */
export async function linkFor(page: Page, email: string): Promise<string> {
  return linkIn(await mailTo(page, email, SUBJECT), "/connexion/lien/");
}

/** The code in the latest mail to sign in. */
export async function codeFor(page: Page, email: string): Promise<string> {
  return codeIn(await mailTo(page, email, SUBJECT));
}

export async function typeCode(page: Page, code: string): Promise<void> {
  await page.getByLabel("Code reçu par e-mail").fill(code);
  await page.getByRole("button", { name: "Me connecter" }).click();
}

/** Another code than this one. */
export function wrong(code: string): string {
  const last = (Number(code.at(-1)) + 1) % 10;
  return code.slice(0, -1) + last;
}

/** The page of what is used or too late. */
export async function expectOver(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Lien ou code expiré");
  await expect(page.getByRole("link", { name: "Recevoir un nouveau lien" })).toBeVisible();
}
