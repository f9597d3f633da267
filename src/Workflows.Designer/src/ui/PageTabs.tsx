import { PartTabs, type Part } from "./PartTabs";
import { useFilters } from "./useFilters";

type Props = {
  tabs: readonly Part[];
  /** The filters of its lists: another tab has others. */
  filters?: readonly string[];
};

/** Parts of a page of which one is open. The address keeps which, so that a link and the way back show the same. */
export function PageTabs({ tabs, filters: names = [] }: Props) {
  const filters = useFilters();
  const show = (value: string) => filters.set({ ...Object.fromEntries(names.map((name) => [name, ""])), ver: value === tabs[0]!.value ? "" : value });

  return <PartTabs parts={tabs} open={filters.of("ver")} onOpen={show} />;
}
