import { readFile } from "node:fs/promises";
import { Page } from "@playwright/test";
import { expect, test } from "../../fixtures/app";
import { expectDone, signInAs } from "../../pages/demo";
import { deposited, expectRefusals } from "../../pages/deposit";
import { deskLine } from "../../pages/pair";
import { apply, chips, expectCount, isNarrow, openGroup } from "../../pages/territory";

const TITLE = "Couvrir le préau de panneaux photovoltaïques";
const OTHER = "Rafraîchir la salle du conseil photovoltaïque";
const VIEW = "Photovoltaïque à regarder";

type Check = (page: Page) => Promise<void>;

test("projects are filtered, ordered, found by an unfinished word and carried away", async ({ page, check }) => {
  await signInAs(page, "mairie");
  await deposited(page, TITLE);
  await signInAs(page, "ddt");
  await page.goto("/territoire/projets");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Projets de Maine-et-Loire (49)");
  await check(page);
  await filtered(page, check);
  await ordered(page, check);
  await misunderstood(page, check);
  await carriedAway(page);
});

async function filtered(page: Page, check: Check): Promise<void> {
  await openGroup(page, "Thème");
  await page.getByRole("checkbox", { name: /^Énergie/ }).check();
  await apply(page);
  await expect(chips(page)).toContainText("Énergie");
  await expect(deskLine(page, TITLE)).toBeVisible();
  // The rows come first on a phone.
  await expect(page.getByRole("checkbox", { name: /^Énergie/ })).toBeVisible({ visible: !isNarrow(page) });
  await check(page);
  await page.getByRole("searchbox", { name: "Mots, porteur" }).fill("photovoltaï");
  await page.getByRole("button", { name: "Filtrer les projets" }).click();
  await expectCount(page, /^1\sprojet$/);
  await expect(deskLine(page, TITLE)).toBeVisible();
}

async function ordered(page: Page, check: Check): Promise<void> {
  await page.getByText("Colonnes et ordre").click();
  await page.getByRole("combobox", { name: "Ordre" }).selectOption("Coût total");
  await page.getByRole("checkbox", { name: "CRTE" }).check();
  await page.getByRole("button", { name: "Afficher ainsi" }).click();
  await expect(page).toHaveURL(/tri=-cout/);
  await expect(page.locator("[data-label=CRTE]")).toHaveCount(1);
  await expect(chips(page)).toContainText("photovoltaï");
  await check(page);
}

/** What means nothing is said at its field, which stands open then. */
async function misunderstood(page: Page, check: Check): Promise<void> {
  const kept = page.url();
  await page.goto("/territoire/projets?cout_min=beaucoup");
  await expect(page.getByText("Écrivez une somme, par exemple")).toBeVisible();
  await check(page);
  await page.goto(kept);
}

/** Both files hold what the page holds. */
async function carriedAway(page: Page): Promise<void> {
  for (const [link, name, begins] of [
    ["Télécharger en CSV", "projets.csv", "\u{feff}Numéro;Projet;Porteur"],
    ["Télécharger pour un tableur", "projets.xlsx", "PK"],
  ]) {
    const coming = page.waitForEvent("download");
    await page.getByRole("link", { name: link }).click();
    const file = await coming;
    expect(file.suggestedFilename()).toBe(name);
    const text = (await readFile(await file.path())).toString("utf8").replaceAll('"', "");
    expect(text.slice(0, begins.length)).toBe(begins);
    if (name.endsWith("csv")) expect(text.trim().split("\r\n")).toHaveLength(2);
  }
}

test("a view is kept, shown to the other seat, and deleted by it", async ({ page, otherPage, check }) => {
  await signInAs(page, "mairie");
  await deposited(page, OTHER);
  await signInAs(page, "ddt");
  await page.goto("/territoire/projets?q=rafra%C3%AEchir&tri=-cout");
  await page.getByRole("link", { name: "Garder cette vue" }).click();
  await check(page);
  await page.getByRole("button", { name: "Garder cette vue" }).click();
  await expectRefusals(page, "Nom de la vue : Remplissez ce champ.");
  await check(page);
  await page.getByRole("textbox", { name: "Nom de la vue" }).fill(VIEW);
  await page.getByRole("checkbox", { name: "La montrer aussi à tout le binôme du département" }).check();
  await page.getByRole("button", { name: "Garder cette vue" }).click();
  await expectDone(page, "La vue est gardée");

  const prefecture = await otherPage();
  await signInAs(prefecture, "prefecture");
  await prefecture.goto("/territoire/tableau");
  await prefecture.getByRole("navigation", { name: "Vues gardées" }).getByRole("link", { name: VIEW }).click();
  await expect(prefecture.getByRole("listitem").filter({ has: prefecture.getByRole("heading", { name: OTHER }) })).toBeVisible();
  await prefecture.goto("/territoire/vues");
  await expect(prefecture.getByRole("listitem").filter({ hasText: VIEW })).toContainText("(de Claire Martin)");
  await check(prefecture);
  await prefecture.getByRole("link", { name: `Supprimer ${VIEW}` }).click();
  await expect(prefecture.getByText("Son auteur et le binôme ne la verront plus.")).toBeVisible();
  await check(prefecture);
  await prefecture.getByRole("button", { name: "Supprimer cette vue" }).click();
  await expectDone(prefecture, "La vue est supprimée.");
  await page.goto("/territoire/projets");
  await expect(page.getByRole("link", { name: VIEW })).toHaveCount(0);
});
