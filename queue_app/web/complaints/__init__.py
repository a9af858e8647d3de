"""The pages of those who handle what citizens bring."""
