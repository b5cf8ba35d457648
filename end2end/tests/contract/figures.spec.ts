import { expect, test } from "../../fixtures/app";
import { signInAs } from "../../pages/demo";

test("the pair reads the figures of its département, with their definitions and as a file", async ({ page, check }) => {
  await signInAs(page, "ddt");
  await page.goto("/territoire");
  await page.getByRole("link", { name: "Les chiffres du département" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Chiffres de Maine-et-Loire (49)");
  await expect(page.getByRole("img", { name: /Projets déposés chaque mois/ })).toBeVisible();
  await page.getByText("Les valeurs en tableau").click();
  await expect(page.getByRole("region", { name: "Dépôts par mois" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Ce que compte chaque chiffre" })).toBeVisible();
  await check(page);
  const year = await page.getByRole("combobox", { name: "Période" }).locator("option").nth(1).textContent();
  await page.getByRole("combobox", { name: "Période" }).selectOption({ index: 1 });
  await page.getByRole("button", { name: "Afficher" }).click();
  await expect(page.getByText(`Période du 1er janvier ${year}`)).toBeVisible();
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Télécharger ces chiffres en CSV" }).click();
  expect((await download).suggestedFilename()).toBe("chiffres.csv");
});

test("everybody reads the figures of a région and of a département, small numbers hidden", async ({ page, check }) => {
  // The worker counts them when the site starts.
  await expect(async () => {
    await page.goto("/stats");
    await expect(page.getByRole("heading", { name: "Délais de réponse" })).toBeVisible({ timeout: 500 });
  }).toPass();
  await expect(page.getByText(/Un nombre inférieur à 5 est masqué/)).toBeVisible();
  await check(page);
  await page.getByRole("combobox", { name: "Région" }).selectOption({ label: "Pays de la Loire (52)" });
  await page.getByRole("button", { name: "Afficher" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Statistiques de la région Pays de la Loire");
  await page.getByRole("link", { name: "Maine-et-Loire (49)" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Statistiques du département Maine-et-Loire (49)");
  await check(page);
});
