namespace NetSpec.Tool.Reports;

/// <summary>What is said of a piece of a job.</summary>
internal sealed record PieceReport(string Pass, string Net, int Shard, int Shards, long Samples, long Done, string Output);
