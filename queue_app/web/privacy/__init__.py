"""The pages of UU 27/2022 (PDP): what is kept, one's own data, the register of requests, and breaches."""
