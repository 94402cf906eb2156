"""The rule book of a workshop: dated customs rules, who entered them and who checked them."""
