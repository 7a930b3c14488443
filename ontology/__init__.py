"""What is true whatever the pages say; imports nothing of ours."""
