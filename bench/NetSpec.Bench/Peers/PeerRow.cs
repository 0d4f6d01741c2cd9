namespace NetSpec.Bench.Peers;

/// <summary>One comparison: what was timed, and what came of it.</summary>
/// <param name="Kind">What the peer is for: <c>networks</c> or <c>products</c>.</param>
/// <param name="Name">What was computed.</param>
/// <param name="Peer">The peer's name.</param>
/// <param name="Threads">Threads of either.</param>
/// <param name="PeerSeconds">The peer's median time of a run.</param>
/// <param name="OurSeconds">Ours.</param>
/// <param name="Ratio">The median of the rounds' ratios: above 1, ours is the faster.</param>
/// <param name="Difference">The largest difference of the results, in units of the largest result.</param>
internal sealed record PeerRow(string Kind, string Name, string Peer, int Threads, double PeerSeconds, double OurSeconds, double Ratio, double Difference)
{
    public const string Networks = "networks";
    public const string Products = "products";
}
