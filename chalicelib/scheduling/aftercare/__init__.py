"""What follows an appointment: escorts and no-shows to call about, and boosters that fall due."""
