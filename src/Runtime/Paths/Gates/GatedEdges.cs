using System.Runtime.Intrinsics;
using NetSpec.Runtime.Graphs;

namespace NetSpec.Runtime.Paths.Gates;

/// <summary>Adds to each edge of a layer the samples in which it is active.</summary>
internal struct GatedEdges<TSweep> : IEdgeVisitor
    where TSweep : struct, IGatedSweep
{
    private readonly Vector512<double>[]? _open;
    private readonly Vector512<long>[]? _winners;
    private Vector512<double> _active = Vector512<double>.AllBitsSet;
    private Vector512<long> _winner;
    private int _target = -1;
    private bool _isPool;
    private long _position;

    public GatedEdges(LayerGates gates, TSweep sweep) => ((_open, _winners), Sweep) = (gates, sweep);

    public TSweep Sweep;

    public void Edge(int target, int operand, int source, int parameter, double constant)
    {
        if (target != _target)
            Turn(target);
        if (_isPool)
            _active = Vector512.Equals(_winner, Vector512.Create(_position++)).AsDouble();
        Sweep.Edge(target, operand, source, parameter, constant, _active);
    }

    private void Turn(int target)
    {
        _target = target;
        _position = 0;
        _isPool = false;
        if (_winners is not null)
        {
            _winner = _winners[target];
            _isPool = _winner[0] >= 0;
        }

        if (!_isPool)
            _active = _open is null ? Vector512<double>.AllBitsSet : _open[target];
    }
}
