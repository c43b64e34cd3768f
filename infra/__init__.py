"""How Frontdesk comes to run: its templates, the deployment, the cloud on a laptop."""
