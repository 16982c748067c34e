packet p {
  question: dns_label;
  answer: dns_label_comp;
}
