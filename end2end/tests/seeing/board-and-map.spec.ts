import { Locator } from "@playwright/test";
import { expect, test } from "../../fixtures/app";
import { expectDone, signInAs } from "../../pages/demo";
import { deposited, expectRefusals } from "../../pages/deposit";
import { expectCount } from "../../pages/territory";

const TITLE = "Semer une prairie fleurie derrière le lavoir";
const REASON = "Ce projet revient au syndicat de rivière.";

const press = async (on: Locator) => {
  await on.focus();
  await on.press("Enter");
};

test("a card is moved on the board with the keyboard, and with its reason", async ({ page, check }) => {
  await signInAs(page, "mairie");
  await deposited(page, TITLE);
  await signInAs(page, "ddt");
  await page.goto("/territoire/tableau?q=prairie");
  const card = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: TITLE }) });
  const column = (name: string) => page.getByRole("region", { name, exact: true });
  await expect(column("Déposé").filter({ has: card })).toBeVisible();
  await check(page);

  await press(card.locator("summary"));
  await check(page);
  await press(card.getByRole("button", { name: "Prendre en charge" }));
  await expect(page.locator(".board-said")).toContainText("est passé de « Déposé » à « Pris en charge »");
  await expect(page).toHaveURL(/tableau\?q=prairie/);
  await expect(column("Pris en charge").filter({ has: card })).toBeVisible();

  await press(card.locator("summary"));
  await press(card.getByRole("link", { name: "Réorienter le projet" }));
  await page.getByRole("textbox", { name: "Vers qui" }).fill("Le syndicat de rivière");
  await press(page.getByRole("button", { name: "Réorienter le projet" }));
  await expectRefusals(page, "Motif : Remplissez ce champ.");
  await page.getByRole("textbox", { name: "Motif" }).fill(REASON);
  await press(page.getByRole("button", { name: "Réorienter le projet" }));
  await expectDone(page, "Le projet est réorienté.");
  await expect(page).toHaveURL(/tableau\?q=prairie/);
  await expect(column("Réorienté").filter({ has: card })).toBeVisible();
  await page.getByRole("link", { name: "Par priorité" }).click();
  await expect(column("Priorité pas encore décidée").filter({ has: card })).toBeVisible();
  await check(page);
});

test("projects by place lead to the list of the place", async ({ page, check }) => {
  await signInAs(page, "ddt");
  await page.goto("/territoire/carte");
  await check(page);
  const table = page.getByRole("table", { name: "Par intercommunalité" });
  const row = table.locator("tbody tr").first();
  const count = (await row.locator("td").first().innerText()).trim();
  const link = row.getByRole("link");
  const name = await link.innerText();
  await link.click();
  await expect(page).toHaveURL(/projets\?epci=/);
  await expect(page.getByRole("group", { name: "Filtres en place" })).toContainText(name);
  await expectCount(page, new RegExp(`^${count}\\sprojets?$`));
});
