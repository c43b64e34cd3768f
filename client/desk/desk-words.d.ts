declare module "desk-words" {
  const table: Record<import("./word-keys").WordKey, string>;
  export default table;
}
