declare module "embed-words" {
  const table: Record<"en" | "es", Record<"embed.from_a_file", string>>;
  export default table;
}
