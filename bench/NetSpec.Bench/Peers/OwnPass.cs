using System;
using NetSpec.Bench.Sparse;

namespace NetSpec.Bench.Peers;

/// <summary>Ours, in turn with a peer: the peer does not begin before our threads sleep.</summary>
internal sealed class OwnPass(string name, Action run) : ITimed
{
    private readonly TimedAction _action = new(name, run);

    public string Name => _action.Name;

    public double Time(int runs) => _action.Time(runs);

    public void Settle() => Idle.Wait();
}
