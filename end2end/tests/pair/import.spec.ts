import { expect, test } from "../../fixtures/app";
import { signInAs } from "../../pages/demo";

const LIST = ["Référence;Intitulé;Commune", "IMP-1;Refaire le parvis;Angers", "IMP-2;Abri à vélos;Nantes"].join("\r\n");

test("a seat brings a list in: columns, check, import, report", async ({ page, check }, info) => {
  const own = LIST.replaceAll("IMP-", `IMP-${info.project.name}-${info.repeatEachIndex}-`);
  await signInAs(page, "ddt");
  await page.goto("/territoire");
  await page.getByRole("link", { name: "Importer une liste de projets" }).click();
  await check(page);
  await page.getByLabel("Liste de projets").setInputFiles({ name: "liste.csv", mimeType: "text/csv", buffer: Buffer.from(own) });
  await page.getByRole("button", { name: "Envoyer la liste" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Dire ce que contient chaque colonne");
  await expect(page.getByLabel("Intitulé", { exact: true })).toHaveValue("title");
  await check(page);
  await page.getByRole("button", { name: "Vérifier sans rien écrire" }).click();
  const write = page.getByRole("button", { name: /^Importer 1.projet$/ });
  await expect(async () => {
    await page.reload();
    await expect(write).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expect(page.locator("main")).toContainText("ce projet est dans un autre département");
  await check(page);
  await write.click();
  const done = page.getByRole("heading", { level: 1, name: "La liste est importée" });
  await expect(async () => {
    await page.reload();
    await expect(done).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await check(page);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Télécharger le rapport complet" }).click();
  expect((await download).suggestedFilename()).toBe("rapport.csv");
});
