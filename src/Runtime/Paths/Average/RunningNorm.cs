using System.Collections.Generic;

namespace NetSpec.Runtime.Paths.Average;

/// <summary>Mean and maximum of a norm over the samples seen so far.</summary>
internal struct RunningNorm
{
    private Magnitude _sum, _max;
    private int _count;

    public void Add(Magnitude value)
    {
        _sum += value;
        _max = value > _max ? value : _max;
        _count++;
    }

    public readonly NormSummary Summary() => new(_sum / new Magnitude(_count), _max);
}
