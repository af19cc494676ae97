print("usage: viet-tablegen")
