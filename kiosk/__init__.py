"""What runs on the kiosk's own machine: the touch page (page/), and the program that owns its printer (agent.py)."""
