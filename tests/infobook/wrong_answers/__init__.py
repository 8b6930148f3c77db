"""For each chapter and exercise, answers that its check must refuse."""
