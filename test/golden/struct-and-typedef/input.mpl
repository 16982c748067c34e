typedef word uint16;
struct {
  x: word;
  y: word;
} point;

packet p {
  at: point;
  size: point;
}
