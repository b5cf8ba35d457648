import { Locator, Page } from "@playwright/test";
import { expect, test } from "../../fixtures/app";
import { signInAs } from "../../pages/demo";
import { deposited } from "../../pages/deposit";

const column = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const cardOf = (page: Page, title: string) =>
  page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: title }) });
const inColumn = (page: Page, name: string, card: Locator) => column(page, name).filter({ has: card });

/** Drags as a hand does: the drag begins before the columns scroll under it. */
async function drag(page: Page, card: Locator, to: Locator): Promise<void> {
  await card.hover();
  const box = await card.boundingBox();
  if (!box) throw new Error("no card to drag");
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 12, box.y + box.height / 2 + 12, { steps: 3 });
  await to.hover();
  await to.hover();
  await page.mouse.up();
}

/** A project of the mairie, and the board of the DDT that shows it alone. */
async function boardWith(page: Page, title: string, word: string): Promise<Locator> {
  await signInAs(page, "mairie");
  await deposited(page, title);
  await signInAs(page, "ddt");
  await page.goto(`/territoire/tableau?q=${word}`);
  await expect(page.locator("[data-heard]")).toBeVisible();
  return cardOf(page, title);
}

test.describe("with scripts", { tag: "@island" }, () => {
  test("two browsers on one board see each other's move, and nobody's place is lost", async ({ page, otherPage, check }) => {
    const title = "Replanter la haie du verger communal";
    const card = await boardWith(page, title, "verger");
    const other = await otherPage();
    await signInAs(other, "prefecture");
    await other.goto("/territoire/tableau?q=verger");
    await expect(other.locator("[data-heard]")).toBeVisible();
    const search = page.getByRole("searchbox").first();
    await search.focus();

    const theirs = cardOf(other, title);
    await theirs.locator("summary").click();
    await theirs.getByRole("button", { name: "Prendre en charge" }).click();
    await expect(other.locator(".board-said")).toContainText("est passé de « Déposé » à « Pris en charge »");
    await expect(inColumn(other, "Pris en charge", theirs)).toBeVisible();

    await expect(inColumn(page, "Pris en charge", card)).toBeVisible();
    await expect(page.locator(".board-heard")).toContainText(/« Replanter.* est passé de « Déposé » à « Pris en charge », par /);
    await expect(inColumn(page, "Déposé", card)).toHaveCount(0);
    await expect(search).toBeFocused();
    await check(page);
  });

  test("a card is moved with the keyboard alone, and the focus stays with it", async ({ page }) => {
    const card = await boardWith(page, "Ouvrir une ressourcerie dans la grange", "ressourcerie");
    const menu = card.locator("summary");
    await menu.focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await expect(card.getByRole("button", { name: "Prendre en charge" })).toBeHidden();
    await expect(menu).toBeFocused();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect(inColumn(page, "Pris en charge", card)).toBeVisible();
    await expect(menu).toBeFocused();
    await expect(page).toHaveURL(/tableau\?q=ressourcerie$/);
  });
});

test("a card is dragged where the state machine lets it, with its reason, and brought back", { tag: ["@island", "@wide"] }, async ({ page }) => {
  const title = "Installer un marché couvert sur le foirail";
  const card = await boardWith(page, title, "foirail");
  await drag(page, card, column(page, "Clos"));
  await expect(inColumn(page, "Déposé", card)).toBeVisible();
  await drag(page, card, column(page, "Pris en charge"));
  await expect(inColumn(page, "Pris en charge", card)).toBeVisible();
  await expect(page.locator(".board-said")).toContainText("est passé de « Déposé » à « Pris en charge »");

  await drag(page, card, column(page, "Réorienté"));
  await page.getByRole("textbox", { name: "Vers qui" }).fill("Le syndicat des marchés");
  await page.getByRole("textbox", { name: "Motif" }).fill("Ce marché est le sien.");
  await page.getByRole("button", { name: "Réorienter le projet" }).click();
  await expect(page).toHaveURL(/tableau\?q=foirail/);
  await expect(inColumn(page, "Réorienté", card)).toBeVisible();
  await page.getByRole("button", { name: "Annuler le déplacement" }).click();
  await expect(inColumn(page, "Pris en charge", card)).toBeVisible();
});

test("what cannot be saved stays where it was, and the page says why", { tag: ["@island", "@wide"] }, async ({ page }) => {
  const card = await boardWith(page, "Restaurer le lavoir du hameau", "hameau");
  await page.route("**/prise-en-charge", (route) => route.abort("internetdisconnected"));
  await drag(page, card, column(page, "Pris en charge"));
  await expect(page.locator(".board-said")).toHaveText(
    "Le déplacement n'est pas enregistré : le projet reste où il était. Réessayez.",
  );
  await expect(inColumn(page, "Déposé", card)).toBeVisible();
});

test("a column loads as it scrolls", { tag: ["@island", "@wide"] }, async ({ page }) => {
  await signInAs(page, "ddt");
  await page.goto("/territoire/tableau");
  const long = page.locator(".board-column").filter({ has: page.getByRole("link", { name: /Voir la suite/ }) }).first();
  const name = (await long.locator("h2").innerText()).trim();
  const cards = column(page, name).locator("[data-project]");
  await expect(cards).toHaveCount(12);
  await column(page, name).getByRole("link", { name: /Voir la suite/ }).scrollIntoViewIfNeeded();
  await expect.poll(() => cards.count()).toBeGreaterThan(12);
  const ids = await cards.evaluateAll((all) => all.map((one) => one.getAttribute("data-project")));
  expect(new Set(ids).size).toBe(ids.length);
  await expect(page).toHaveURL(/tableau$/);
});
