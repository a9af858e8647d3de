"""The reference of every address, written from the OpenAPI document: a page here, and docs/api.md in the repository."""
