import { Page } from "@playwright/test";
import { expect, test } from "../../fixtures/app";
import { signInAs } from "../../pages/demo";
import { deposited } from "../../pages/deposit";
import { deskLine } from "../../pages/pair";
import { chips, expectCount, openGroup } from "../../pages/territory";

// Without scripts the same form has its button: the journeys of the list, the board and the map press it.

const TITLE = "Réparer le carillon de la tour";
const CARD = "Planter un verger conservatoire de pommiers";
const ONE = /^1\sprojet$/;

const words = (page: Page) => page.getByRole("searchbox", { name: "Mots, porteur" });

test.describe("with scripts", { tag: "@island" }, () => {
  test("the list follows what one types, and the address with it", async ({ page, check }) => {
    await signInAs(page, "mairie");
    await deposited(page, TITLE);
    await signInAs(page, "ddt");
    await page.goto("/territoire/projets?tri=-cout");
    await words(page).pressSequentially("carill");
    await expectCount(page, ONE);
    await expect(deskLine(page, TITLE)).toBeVisible();
    await expect(words(page)).toBeFocused();
    await expect(page).toHaveURL("/territoire/projets?tri=-cout&q=carill");
    await expect(chips(page)).toContainText("carill");
    await check(page);
    await leadsOn(page);
    await narrowed(page, check);
    await nothing(page, check);
  });

  test("what cannot be asked is said, and asked again by the button", async ({ page }) => {
    await signInAs(page, "ddt");
    await page.goto("/territoire/projets");
    const before = await page.locator(".results-count b").textContent();
    await page.context().setOffline(true);
    await words(page).pressSequentially("zzzz");
    await expect(page.getByText("Les résultats n'ont pas pu être mis à jour. Appuyez sur « Filtrer les projets »")).toBeVisible();
    await page.context().setOffline(false);
    await page.getByRole("button", { name: "Filtrer les projets" }).click();
    await expectCount(page, /^0\sprojet$/);
    expect(before).not.toBe("0 projet");
  });

  test("what one takes back while it is asked for is never shown", async ({ page }) => {
    await signInAs(page, "ddt");
    await page.goto("/territoire/projets");
    const before = (await page.locator(".results-count b").textContent()) ?? "";
    let late: () => void = () => {};
    const held = new Promise<void>((resolve) => (late = resolve));
    await page.route(/q=zzzz/, async (route) => {
      await held;
      await route.continue().catch(() => {});
    });
    await words(page).fill("zzzz");
    await expect(page.getByText("Mise à jour des résultats…")).toBeVisible();
    await words(page).fill("");
    await expectCount(page, before);
    late();
    await page.waitForTimeout(1_000);
    await expectCount(page, before);
    await expect(page).toHaveURL("/territoire/projets");
  });

  test("the columns of the board follow, and what moves them still does", async ({ page, check }) => {
    await signInAs(page, "mairie");
    await deposited(page, CARD);
    await signInAs(page, "ddt");
    await page.goto("/territoire/tableau");
    await expect(page.locator("[data-heard]")).toBeVisible();
    await words(page).fill("verger conservatoire");
    await expect(page.locator("[data-project]")).toHaveCount(1);
    await expect(page).toHaveURL("/territoire/tableau?q=verger+conservatoire");
    const card = page.locator("[data-project]").filter({ hasText: CARD });
    await card.locator("summary").click();
    await card.getByRole("button", { name: "Prendre en charge" }).click();
    await expect(page.locator(".board-said")).toContainText("est passé de « Déposé » à « Pris en charge ».");
    await expect(page.locator("[data-column=acknowledged]")).toContainText(CARD);
    await check(page);
    await words(page).fill("");
    await expect(page).toHaveURL("/territoire/tableau");
    await expect.poll(() => page.locator("[data-project]").count()).toBeGreaterThan(3);
  });

  test("the drawn map follows, and the one to move in", async ({ page, check }) => {
    await signInAs(page, "ddt");
    await page.goto("/territoire/carte");
    await page.getByRole("button", { name: "Ouvrir la carte à explorer" }).click();
    const said = page.locator("[data-map-said]");
    await expect(said).toContainText("sur la carte.");
    const all = await said.textContent();
    await openGroup(page, "Thème");
    await page.getByRole("checkbox", { name: /^Énergie/ }).check();
    await expect(said).not.toHaveText(all ?? "");
    await expect(said).toContainText("sur la carte.");
    await expect(page).toHaveURL("/territoire/carte?theme=energie");
    await expect(page.locator("svg a[href*='theme=energie']").first()).toBeAttached();
    await check(page);
    await words(page).fill("aucunprojetnesappelleainsi");
    await expect(page.locator("main")).toContainText("Aucun projet ne correspond");
    await expect(page.locator("[data-map]")).toBeHidden();
    await check(page);
    await words(page).fill("");
    await expect(page.locator("[data-map]")).toBeVisible();
  });

  test("the catalogue of help follows too", async ({ page, check }) => {
    await page.goto("/offres");
    const before = await page.locator(".results-count").textContent();
    const fold = page.getByText(/^Chercher et filtrer/);
    if (await fold.isVisible()) await fold.click();
    await page.getByRole("searchbox", { name: "Mots à chercher" }).fill("rénovation");
    await expect(page.locator(".results-count")).not.toHaveText(before ?? "");
    await expect(page).toHaveURL(/q=r%C3%A9novation/);
    await check(page);
  });
});

/** What stands around the rows has the same filters. */
async function leadsOn(page: Page): Promise<void> {
  for (const link of [
    page.getByRole("navigation", { name: "Façons de voir ces projets" }).getByRole("link", { name: "Tableau" }),
    page.getByRole("link", { name: "Garder cette vue" }),
    page.getByRole("link", { name: "Télécharger en CSV" }),
  ]) {
    await expect(link).toHaveAttribute("href", /q=carill/);
  }
}

/** A value is ticked: the focus stays at it, and the counts beside the others are of what is left. */
async function narrowed(page: Page, check: (page: Page) => Promise<void>): Promise<void> {
  await openGroup(page, "État");
  const deposited = page.getByRole("checkbox", { name: /^Déposé/ });
  await deposited.check();
  await expect(chips(page)).toContainText("Déposé");
  await expect(deposited).toBeFocused();
  await expect(deskLine(page, TITLE)).toBeVisible();
  await check(page);
  await deposited.uncheck();
  await expect(chips(page)).not.toContainText("Déposé");
}

async function nothing(page: Page, check: (page: Page) => Promise<void>): Promise<void> {
  await words(page).fill("aucunprojetnesappelleainsi");
  await expectCount(page, /^0\sprojet$/);
  await expect(page.locator("main")).toContainText("Aucun projet ne correspond");
  await check(page);
}
