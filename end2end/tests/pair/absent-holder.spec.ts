import { Page } from "@playwright/test";
import { expect, test } from "../../fixtures/app";
import { OWN_PAGE, expectDone, expectRefused, signInAs } from "../../pages/demo";
import { deposited } from "../../pages/deposit";
import { mailSaying } from "../../pages/mail";
import { acknowledge, bellLine, deskLine } from "../../pages/pair";

const TITLE = "Ombrager la cour du collège";
const DEPUTY = "sophie.lebrun@ddt-49.example";

type Check = (page: Page) => Promise<void>;

/** A day from today in Paris, as people write it. */
function day(later: number): string {
  const at = new Date(Date.now() + later * 86_400_000);
  return at.toLocaleDateString("fr-FR", { timeZone: "Europe/Paris", day: "2-digit", month: "2-digit", year: "numeric" });
}

test("while the holder is away her deputy is told, acts and signs, and the holder comes back", async ({ page, otherPage, check }) => {
  test.setTimeout(90_000);
  await signInAs(page, "ddt");
  await leaves(page, check);

  const mairie = await otherPage();
  await signInAs(mairie, "mairie");
  const sheet = await deposited(mairie, TITLE);
  const deputy = await otherPage();
  await signInAs(deputy, "agent");
  await told(deputy, check);
  await acts(deputy, sheet, check);

  const prefecture = await otherPage();
  await signInAs(prefecture, "prefecture");
  await signs(prefecture, sheet);
  await mairie.goto(sheet);
  await expect(mairie.locator("#decisions")).toContainText("Sophie Lebrun et Karim Haddad");
  await comesBack(page, check);
});

async function leaves(holder: Page, check: Check): Promise<void> {
  await holder.goto("/territoire/binome");
  await holder.getByText("Ajouter un suppléant").click();
  const form = holder.locator('form[action="/territoire/binome/suppleant"]');
  await form.getByRole("textbox", { name: "Adresse e-mail de votre collègue" }).fill(DEPUTY);
  await form.getByRole("button", { name: "Ajouter ce suppléant" }).click();
  await expectDone(holder, "Le suppléant est ajouté.");
  await holder.getByRole("textbox", { name: "Premier jour" }).fill(day(0));
  await holder.getByRole("textbox", { name: "Dernier jour" }).fill(day(-3));
  await holder.getByRole("button", { name: "Enregistrer votre absence" }).click();
  await expectRefused(holder, /Dernier jour/);
  await expect(holder.getByRole("textbox", { name: "Premier jour" })).toHaveValue(day(0));
  await check(holder);
  await holder.getByRole("textbox", { name: "Dernier jour" }).fill(day(7));
  await holder.getByRole("button", { name: "Enregistrer votre absence" }).click();
  await expectDone(holder, "Votre absence est à jour.");
  await expect(holder.getByText(/^Absence du /)).toBeVisible();
  await check(holder);
}

/** By mail and bell. */
async function told(deputy: Page, check: Check): Promise<void> {
  await mailSaying(deputy, DEPUTY, TITLE, TITLE);
  await bellLine(deputy, TITLE, /a déposé/);
  await check(deputy);
}

async function acts(deputy: Page, sheet: string, check: Check): Promise<void> {
  await acknowledge(deputy, TITLE);
  await check(deputy);
  await deskLine(deputy, TITLE).getByRole("link", { name: "Proposer la priorité" }).click();
  await deputy.goto(sheet);
  await deputy.getByRole("radio", { name: "Priorité moyenne" }).check();
  await deputy.getByRole("textbox", { name: "Motif" }).fill("La cour est un four dès le mois de mai.");
  await deputy.getByRole("button", { name: "Proposer cette priorité" }).click();
  await expectDone(deputy, "L'autre siège du binôme est prévenu.");
}

/** By a request alone: another journey is about that. */
async function signs(prefecture: Page, sheet: string): Promise<void> {
  const form = { niveau: "moyenne", motif: "La cour est un four dès le mois de mai." };
  const answer = await prefecture.request.post(`${sheet}/priorite`, { form, headers: OWN_PAGE, maxRedirects: 0 });
  expect(answer.status()).toBe(303);
}

async function comesBack(holder: Page, check: Check): Promise<void> {
  await holder.goto("/territoire/binome");
  await holder.getByRole("textbox", { name: "Premier jour" }).fill("");
  await holder.getByRole("textbox", { name: "Dernier jour" }).fill("");
  await holder.getByRole("button", { name: "Enregistrer votre absence" }).click();
  await expectDone(holder, "Votre absence est à jour.");
  await expect(holder.getByText(/^Absence du /)).toHaveCount(0);
  await holder.getByText(/^Retirer Sophie Lebrun de ce siège/).click();
  await holder.getByRole("button", { name: "Retirer ce suppléant" }).click();
  await expectDone(holder, "Cette personne ne tient plus ce siège.");
  await check(holder);
}
