import { Page } from "@playwright/test";
import { expect } from "../../fixtures/app";
import { test } from "../../fixtures/moved-clock";
import { OWN_PAGE, expectDone, signInAs } from "../../pages/demo";
import { deposited, expectRefusals } from "../../pages/deposit";

const TITLE = "Créer une crèche dans l'ancienne gare";
const REASON = "Aucune autre crèche à trente minutes.";
const TWO_WEEKS = 14 * 24 * 60;

test("the weights of the criteria are tried, seen and saved", async ({ page, check }) => {
  await signInAs(page, "ddt");
  await page.goto("/territoire/binome");
  await page.getByRole("link", { name: "Voir les poids" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Poids des critères de Maine-et-Loire (49)");
  await check(page);
  const urgency = page.getByRole("combobox", { name: "Urgence" });
  const other = (await urgency.inputValue()) === "5" ? "4" : "5";
  await urgency.selectOption(other);
  await page.getByRole("button", { name: "Voir l'effet sur les projets" }).click();
  await expect(page).toHaveURL(new RegExp(`=${other}`));
  await expect(page.getByText("Ces poids ne sont pas encore enregistrés.")).toBeVisible();
  await check(page);
  await page.getByRole("button", { name: "Enregistrer ces poids" }).click();
  await expectDone(page, "Les poids sont enregistrés.");
  await expect(urgency).toHaveValue(other);
});

test("a referent is named, gets what the seats do not settle in time, and settles it", { tag: "@clock" }, async ({ page, otherPage, clock, server, check }) => {
  test.setTimeout(90_000);
  await signInAs(page, "mairie");
  const sheet = await deposited(page, TITLE);
  await named(page, check);
  await proposed(page, sheet);
  const referent = await otherPage();
  await signInAs(referent, "expert");
  expect((await referent.goto(`${sheet}/priorite/arbitrage`))?.status(), "too early").toBe(409);

  clock.moveBy(TWO_WEEKS);
  await server.restart();
  await signInAs(referent, "expert");
  await expect(async () => {
    const answer = await referent.goto(`${sheet}/priorite/arbitrage`);
    expect(answer?.status()).toBe(200);
  }).toPass({ timeout: 20_000 });
  await check(referent);
  const settle = referent.getByRole("button", { name: "Décider cette priorité" });
  await settle.click();
  await expectRefusals(referent, "Priorité : Choisissez une réponse.", "Motif : Remplissez ce champ.");
  await check(referent);
  await referent.getByRole("radio", { name: "Priorité moyenne" }).check();
  await referent.getByRole("textbox", { name: "Motif" }).fill(REASON);
  await settle.click();
  await expectDone(referent, "Votre décision est enregistrée.");
  await signInAs(page, "mairie");
  await page.goto(sheet);
  await expect(page.locator("#decisions")).toContainText(REASON);
});

/** Who sits at a seat settles no difference of her own; who does is told to the pair. */
async function named(page: Page, check: (page: Page) => Promise<void>): Promise<void> {
  await signInAs(page, "ddt");
  await page.goto("/territoire/binome");
  await page.getByText(/^Désigner un (autre )?référent$/).click();
  await page.getByLabel("Adresse e-mail du référent").fill("karim.haddad@prefecture-49.example");
  await page.getByRole("button", { name: "Enregistrer le référent" }).click();
  await expect(page).toHaveTitle(/^Erreur : /);
  await check(page);
  await page.getByLabel("Adresse e-mail du référent").fill("jean.kermarrec@conseil.example");
  await page.getByRole("button", { name: "Enregistrer le référent" }).click();
  await expectDone(page, "Le référent est enregistré.");
  await expect(page.locator("main")).toContainText("Jean Kermarrec");
  await check(page);
}

/** One seat takes the project up and proposes; nobody signs. */
async function proposed(page: Page, sheet: string): Promise<void> {
  for (const [address, form] of [
    ["prise-en-charge", {}],
    ["priorite", { niveau: "haute", motif: "Le canton n'a rien d'autre." }],
  ] as const) {
    const answer = await page.request.post(`${sheet}/${address}`, { form, headers: OWN_PAGE, maxRedirects: 0 });
    expect(answer.status(), address).toBe(303);
  }
}
