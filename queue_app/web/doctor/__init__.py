"""The check-up of the installation, and the sheet to sign."""
