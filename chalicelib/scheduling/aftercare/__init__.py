"""Follow-up of appointments: escorts and no-shows to call about, and boosters that fall due."""
