// Fixtures run beside each other: most of a test is waiting for PostgreSQL, a browser or LibreOffice. Within a fixture one test follows the other.
[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(3)]
