packet p {
  more: boolean value(present(next));
  next: packet p() when (more);
}
