"""When to sync again, and the loop that does: a timetable, a watch over the posts folder, git, one process."""
