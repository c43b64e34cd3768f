"""What follows a visit: escorts and no-shows to call about, and boosters that fall due."""
