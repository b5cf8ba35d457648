import { Page } from "@playwright/test";
import { expect, test } from "../../fixtures/app";
import { signInAs } from "../../pages/demo";

const heads = (page: Page) => page.locator("#projets thead th");
const rows = (page: Page) => page.locator("#projets tbody tr");
const names = (page: Page) => rows(page).locator("th a:first-of-type");

test("a column is moved to the left, and stays there when a filter comes on", async ({ page, check, viewport }) => {
  await signInAs(page, "ddt");
  await page.goto("/territoire/projets");
  await page.getByText("Colonnes et ordre").click();
  await check(page);
  await page.getByRole("link", { name: "Vers la gauche la colonne Thème" }).click();
  await expect(page).toHaveURL(/colonne=theme&colonne=etat/);
  // One goes on from here.
  await expect(page.getByRole("link", { name: "Vers la droite la colonne Thème" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Vers la gauche la colonne Thème" })).toHaveCount(0);
  await expect(heads(page).nth(1)).toHaveText("Thème");
  await expect(rows(page).first().locator("td").first()).toHaveAttribute("data-label", "Thème");
  await check(page);
  await page.getByRole("searchbox", { name: "Mots, porteur" }).fill("ecole");
  await page.getByRole("button", { name: "Filtrer les projets" }).click();
  await expect(heads(page).nth(1)).toHaveText("Thème");
  // A row of a phone is a card that a thumb passes in two sweeps at most.
  if ((viewport?.width ?? 0) < 960) {
    const tall = await rows(page).evaluateAll((all) => Math.max(...all.map((row) => row.getBoundingClientRect().height)));
    expect(tall).toBeLessThan(280);
  }
});

test.describe("with scripts", { tag: "@island" }, () => {
  test("the arrow keys go from project to project", async ({ page }) => {
    await signInAs(page, "ddt");
    await page.goto("/territoire/projets");
    await names(page).first().focus();
    await page.keyboard.press("ArrowDown");
    await expect(names(page).nth(1)).toBeFocused();
    await page.keyboard.press("End");
    await expect(names(page).last()).toBeFocused();
    await page.keyboard.press("ArrowDown");
    await expect(names(page).last()).toBeFocused();
    await page.keyboard.press("Home");
    await expect(names(page).first()).toBeFocused();
    await page.keyboard.press("ArrowDown");
    const leads = await names(page).nth(1).getAttribute("href");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(leads ?? "");
  });

  test("a column is made wider with the keys and the pointer, and keeps its width", { tag: "@wide" }, async ({ page, check }) => {
    await signInAs(page, "ddt");
    await page.goto("/territoire/projets");
    const edge = page.getByRole("separator", { name: "Largeur de la colonne Thème" });
    const width = async () => Math.round((await heads(page).nth(2).boundingBox())?.width ?? 0);
    const before = await width();
    await edge.focus();
    await check(page);
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await expect.poll(width).toBe(before + 32);
    await expect(edge).toHaveAttribute("aria-valuenow", String(before + 32));
    const box = await edge.boundingBox();
    if (!box) throw new Error("the edge is not seen");
    await page.mouse.move(box.x + box.width / 2, box.y + 10);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2 + 50, box.y + 10, { steps: 3 });
    await page.mouse.up();
    await expect.poll(width).toBe(before + 82);
    await check(page);
    await page.reload();
    await expect.poll(width).toBe(before + 82);
    await page.getByRole("searchbox", { name: "Mots, porteur" }).pressSequentially("ecole");
    await expect(page).toHaveURL(/q=ecole/);
    await expect.poll(width).toBe(before + 82);
    await expect(page.getByRole("columnheader", { name: "Thème", exact: true })).toBeVisible();
    await page.getByText("Colonnes et ordre").click();
    await page.getByRole("button", { name: "Rendre aux colonnes leur largeur" }).click();
    await expect(edge).not.toHaveAttribute("aria-valuenow", String(before + 82));
    await page.goto("/territoire/projets");
    await expect.poll(width).toBe(before);
  });
});
