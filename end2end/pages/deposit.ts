import { Page, expect } from "@playwright/test";
import type { Mode } from "../fixtures/app";
import { OWN_PAGE } from "./demo";

/** The questions of the screens, in order: their first headings. */
export const SCREENS = {
  what: "Quel est votre projet ?",
  where: "Où se situe-t-il ?",
  who: "Qui le porte ?",
  progress: "Où en est-il ?",
  missing: "Que vous manque-t-il ?",
  review: "Relire et déposer",
} as const;

/** The commune of the demonstration's secretary. */
export const VILLAGE = { name: "Blaison-Saint-Sulpice", code: "49029" };

export const onward = (page: Page) => page.getByRole("button", { name: "Continuer", exact: true }).click();
export const back = (page: Page) => page.getByRole("button", { name: "Retour", exact: true }).click();
export const textbox = (page: Page, name: string) => page.getByRole("textbox", { name });

export async function expectScreen(page: Page, title: string): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
}

/** The screen came back with something refused: said in the title and in a summary that has the focus. */
export async function expectRefusals(page: Page, ...sentences: string[]): Promise<void> {
  await expect(page).toHaveTitle(/^Erreur : /);
  const summary = page.locator(".error-summary");
  await expect(summary).toBeFocused();
  await expect(summary.getByRole("link")).toHaveText(sentences);
}

/** Begins at the first screen. */
export async function begin(page: Page): Promise<void> {
  await page.goto("/projets/nouveau");
  await page.getByRole("button", { name: "Commencer" }).click();
  await expectScreen(page, SCREENS.what);
}

export async function fillWhat(page: Page, title: string): Promise<void> {
  await textbox(page, "Titre du projet").fill(title);
  await textbox(page, "Ce que vous voulez faire").fill("Isoler les murs et changer la chaudière.\nPour les élèves et les associations.");
  await page.getByRole("combobox", { name: "Thème principal" }).selectOption("Énergie");
}

/** Types words, as one does, and takes the commune of this name. */
export async function chooseCommune(page: Page, mode: Mode, typed: string, name: string): Promise<void> {
  if (mode === "wasm") {
    const field = page.getByRole("combobox", { name: "Commune(s) concernée(s)" });
    await field.fill(typed);
    await page.getByRole("option").filter({ hasText: name }).click();
    await expect(page.getByRole("button", { name: `Retirer ${name}` })).toBeVisible();
    return;
  }
  await textbox(page, "Commune(s) concernée(s)").fill(typed);
  await page.getByRole("button", { name: "Chercher" }).click();
  // Ticked already where the words can mean one commune only.
  await page.getByRole("checkbox", { name }).check();
}

/** Who bears it and who is to be called; `email` where nobody is signed in. */
export async function fillWho(page: Page, email?: string): Promise<void> {
  await page.getByRole("radio", { name: VILLAGE.name }).check();
  await textbox(page, "Prénom").fill("Maëlle");
  await page.getByLabel("Nom", { exact: true }).fill("Le Gall");
  if (email) await textbox(page, "Adresse e-mail").fill(email);
}

export async function fillProgress(page: Page, cost: string): Promise<void> {
  await page.getByRole("radio", { name: "Étude" }).check();
  await textbox(page, "Coût total").fill(cost);
}

const QUICK: [string, Record<string, string>][] = [
  ["quoi", { resume: "Isoler les murs et changer la chaudière.", theme_principal: "energie" }],
  ["ou", { communes: VILLAGE.code }],
  ["qui", { porteur: `commune:${VILLAGE.code}`, contact_prenom: "Odile", contact_nom: "Renard" }],
  ["avancement", { phase: "etude", etat: "en_cours", cout: "350 k€" }],
  ["besoins", { besoins: "Un appui pour l'étude." }],
];

/** A finished draft of the signed-in person, by requests alone: for what begins after it. Gives its address. */
export async function draftReady(page: Page, title: string): Promise<string> {
  const send = async (address: string, form: Record<string, string>) => {
    const answer = await page.request.post(address, { form, headers: OWN_PAGE, maxRedirects: 0 });
    expect(answer.status(), address).toBe(303);
    return answer.headers()["location"];
  };
  const draft = (await send("/projets/nouveau", {})).replace(/\/quoi$/, "");
  for (const [screen, form] of QUICK) {
    await send(`${draft}/${screen}`, screen === "quoi" ? { titre: title, ...form } : form);
  }
  return draft;
}

/** A project of the signed-in person, by requests alone. Gives the address of its sheet. */
export async function deposited(page: Page, title: string): Promise<string> {
  const draft = await draftReady(page, title);
  const answer = await page.request.post(`${draft}/envoyer`, { headers: OWN_PAGE, maxRedirects: 0 });
  expect(answer.status()).toBe(303);
  return answer.headers()["location"].split("?")[0];
}
