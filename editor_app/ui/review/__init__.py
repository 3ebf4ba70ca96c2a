"""The review screen: the queue and one case with its changes, remarks, findings, files, record and the three decisions."""
