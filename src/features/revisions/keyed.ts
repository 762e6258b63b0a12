/** Gives each item a unique key: its identity, numbered where items share one. */
export function keyed<Item>(items: readonly Item[], nameOf: (item: Item) => string): [string, Item][] {
  const seen = new Map<string, number>();
  return items.map((item) => {
    const name = nameOf(item);
    const count = seen.get(name) ?? 0;
    seen.set(name, count + 1);
    return [`${name} ${count}`, item];
  });
}
