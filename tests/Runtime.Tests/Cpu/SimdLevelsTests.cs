using System;
using System.Linq;
using NetSpec.Runtime.Cpu;
using Xunit;

namespace NetSpec.Runtime.Tests.Cpu;

public sealed class SimdLevelsTests
{
    [Fact]
    public void A_machine_has_all_levels_up_to_its_best()
    {
        var levels = Enum.GetValues<SimdLevel>();

        Assert.Equal(levels.Where(level => level <= SimdLevels.Best), levels.Where(SimdLevels.IsSupported));
        Assert.False(SimdLevels.IsSupported(levels.Max() + 1));
    }
}
