import { Page, expect } from "@playwright/test";

/** Below this width the filters are folded away. */
const WIDE = 960;

export const isNarrow = (page: Page) => (page.viewportSize()?.width ?? 0) < WIDE;

/** Opens the filters where they are folded, and the group of this name. */
export async function openGroup(page: Page, group: string): Promise<void> {
  if (isNarrow(page)) await page.getByText(/^Tous les filtres/).click();
  await page.locator(".filters-body summary").filter({ hasText: group }).click();
}

export const apply = (page: Page) => page.getByRole("button", { name: "Appliquer ces filtres" }).click();

/** The filters that are on, as they are named above the rows. */
export const chips = (page: Page) => page.getByRole("group", { name: "Filtres en place" });

/** How many projects the page says there are. */
export async function expectCount(page: Page, count: string | RegExp): Promise<void> {
  await expect(page.locator(".results-count b")).toHaveText(count);
}
