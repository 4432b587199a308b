Console.WriteLine("Tracker.Jobs");
