internal import VietCommands

VietMain.runAndExit()
