/** The address of a number by its place. */
@inline
export function address(place: i32): usize {
  return <usize>place << 3;
}
