import { Page } from "@playwright/test";
import { expect, test } from "../../fixtures/app";
import { expectDone, signInAs } from "../../pages/demo";
import { deposited, expectRefusals } from "../../pages/deposit";
import { apply, chips, expectCount, openGroup } from "../../pages/territory";

const FIRST = "Planter des haies le long du stade";
const SECOND = "Planter des haies le long du canal";
const FOUND = "/territoire/projets?q=planter+haies";

type Check = (page: Page) => Promise<void>;

test("two projects are tagged at once, found by their tag, and one of them loses it on its sheet", async ({
  page,
  otherPage,
  check,
}, info) => {
  test.setTimeout(90_000);
  // Each mode and width has its own tag: they share one département.
  const tag = `Haies ${info.project.name}`;
  await signInAs(page, "mairie");
  const [first] = [await deposited(page, FIRST), await deposited(page, SECOND)];
  const ddt = await otherPage();
  await signInAs(ddt, "ddt");
  await tagged(ddt, tag, check);
  await filtered(ddt, tag, check);
  await onTheBoard(ddt, tag);
  await taken(ddt, first, tag, check);
  await listed(ddt, tag, check);
  await page.goto(first);
  await expect(page.locator("main")).not.toContainText("Étiquette");
  await page.goto(`${first}/historique`);
  await expect(page.locator("main")).not.toContainText(tag);
});

async function tagged(ddt: Page, tag: string, check: Check): Promise<void> {
  await ddt.goto(FOUND);
  for (const title of [FIRST, SECOND]) await ddt.getByRole("checkbox", { name: `Choisir ${title}` }).check();
  await ddt.getByRole("combobox", { name: "Que faire" }).selectOption("Étiqueter");
  await ddt.getByRole("button", { name: "Continuer" }).click();
  const send = ddt.getByRole("button", { name: "Étiqueter 2 projets" });
  await send.click();
  await expectRefusals(ddt, "Étiquette : Remplissez ce champ.");
  await check(ddt);
  await ddt.getByRole("combobox", { name: "Étiquette" }).fill(tag);
  await send.click();
  await expect(ddt.getByRole("status").filter({ hasText: "C'est fait pour 2 projets." })).toBeVisible();
  await expect(ddt.getByRole("button", { name: "Annuler cette action" })).toBeVisible();
  await check(ddt);
}

/** By the filter, then with the column, whose tags lead to the same. */
async function filtered(ddt: Page, tag: string, check: Check): Promise<void> {
  await ddt.goto(FOUND);
  await openGroup(ddt, "Étiquette");
  await ddt.getByRole("checkbox", { name: tag }).check();
  await apply(ddt);
  await expect(chips(ddt).getByRole("link", { name: `Étiquette : ${tag}` })).toBeVisible();
  await expectCount(ddt, /^2/);
  await check(ddt);
  await ddt.goto(`${FOUND}&colonne=etat&colonne=etiquettes`);
  await ddt.getByRole("cell").getByRole("link", { name: tag }).first().click();
  await expect(chips(ddt).getByRole("link", { name: `Étiquette : ${tag}` })).toBeVisible();
  await check(ddt);
}

/** A card leads to its sheet wherever it is pressed, but for its tags. */
async function onTheBoard(ddt: Page, tag: string): Promise<void> {
  await ddt.goto("/territoire/tableau?q=planter+haies");
  await ddt.getByRole("listitem").filter({ hasText: FIRST }).getByRole("link", { name: tag }).click();
  await expectCount(ddt, /^2/);
}

async function taken(ddt: Page, sheet: string, tag: string, check: Check): Promise<void> {
  await ddt.goto(sheet);
  await check(ddt);
  await ddt.getByRole("button", { name: `Retirer l'étiquette ${tag}` }).click();
  await expectDone(ddt, "L'étiquette est retirée.");
  await ddt.goto(FOUND);
  await ddt.getByRole("link", { name: SECOND }).click();
  await ddt.locator("#etiquettes").getByRole("link", { name: tag }).click();
  await expectCount(ddt, /^1/);
}

async function listed(ddt: Page, tag: string, check: Check): Promise<void> {
  await ddt.goto("/territoire");
  await ddt.getByRole("link", { name: "Les étiquettes du département" }).click();
  await expect(ddt.getByRole("row").filter({ hasText: tag }).locator("td.number")).toHaveText("1");
  await check(ddt);
  await ddt.getByRole("link", { name: `Supprimer l'étiquette ${tag}` }).click();
  await expect(ddt.locator("main")).toContainText("Un projet la perd");
  await check(ddt);
  await ddt.getByRole("button", { name: "Supprimer cette étiquette" }).click();
  await expectDone(ddt, "L'étiquette est supprimée.");
}
