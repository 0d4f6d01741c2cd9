        // Tensor cores: a group computes 4 interleaved blocks, each 16 rows k of 16 samples, by 4 warps of 16 x 16;
        // 3 tiles of 16 l in shared memory, 12,288 bytes; 8 sums a thread.
        private static void RunCuda(long x, long weights, long bias, long residual, long y, int batch, int stride, float floor)
        {
            // ILGPU has no checked arithmetic, and a project may be compiled with it.
            unchecked
            {
                // What the group computes. Row tiles come first, then blocks: what neighbours read of x is still in the cache.
                int group = Grid.IdxX;
                int block = group & 1;
                int j0 = block * 4;
                int n0 = (group >> 1) * 16;

                // What the warp computes: 16 samples x 16 rows.
                int thread = Group.IdxX;
                int lane = thread & 31;
                int warp = thread >> 5;
                int plane = warp;

                // Shared memory: a ring of 3 stages, each x as [j][n][l], then weights as [j][l][k].
                // The 16-byte chunks of a row change places with the row, so that eight rows of a matrix are in different banks.
                CudaAsm.Emit(
                    ".shared .align 128 .b8 kring[12288]; "
                    + ".reg .b32 kbase<1>, kslot<2>, kto<2>; "
                    + ".reg .pred kp<4>; "
                    + "mov.u32 kbase0, kring;");

                // Weights: 16 bytes of k a thread. They are padded with zeros, so that nothing is guarded.
                int weightRow = thread >> 1;
                int weightChunk = thread & 1;
                long weightFrom = weights + 2 * ((long)(j0 + (weightRow >> 4)) * 768 + (weightRow & 15) * 16 + weightChunk * 8);
                int weightTo = 2048 + weightRow * 32 + ((weightChunk ^ ((weightRow >> 2) & 1)) << 4);
                // Blocks that are not there become zeros: their copies have no bytes.
                int weightBytes0 = j0 + (weightRow >> 4) < 6 ? 16 : 0;
                CudaAsm.Emit("add.u32 kslot1, kbase0, %0;", weightTo);

                // x: 4 j of 4 l a thread, read 4 bytes at a time. Samples and inputs that are not there become zeros.
                int inputRow = thread >> 2;
                int inputUnit = thread & 3;
                long inputFrom = x + 2 * (((long)n0 + inputRow) * 240 + inputUnit * 24 + j0);
                int inputTo = inputRow * 32 + (((inputUnit >> 1) ^ ((inputRow >> 2) & 1)) << 4) + (inputUnit & 1) * 8;
                int samplesLeft = batch - n0 - inputRow;
                int inputsLeft = 40 - inputUnit * 4;
                int blocksLeft = 6 - j0;
                CudaAsm.Emit(
                    ".reg .b32 kx<8>; "
                    + ".reg .b32 kt<2>;");
                CudaAsm.Emit("add.u32 kslot0, kbase0, %0;", inputTo);

                // Matrices of 8 x 8 are loaded four at once: a lane names the place of row (lane & 7) of matrix (lane >> 3).
                int matrix = lane >> 3;
                int matrixRow = lane & 7;
                // Of operand A, matrices 1 and 3 are the next eight n, 2 and 3 the next eight l; of operand B, 1 and 3 the next eight l, 2 and 3 the next eight k.
                int rowA = matrixRow + ((matrix & 1) << 3);
                int depthB = matrixRow + ((matrix & 1) << 3);
                int columnB = matrix >> 1;
                // ka and kb are operands, ksum their sums, kfa and kfb the lane's places.
                CudaAsm.Emit(
                    ".reg .b32 ka<4>, kb<4>, kfa<1>, kfb<1>; "
                    + ".reg .f32 ksum<8>;");
                CudaAsm.Emit("add.u32 kfa0, kbase0, %0;", plane * 512 + rowA * 32 + (((matrix >> 1) ^ (matrixRow >> 2)) << 4));
                CudaAsm.Emit("add.u32 kfb0, kbase0, %0;", 2048 + plane * 512 + depthB * 32 + ((columnB ^ (matrixRow >> 2)) << 4));

                // All tiles are sent for, one after another.
                CudaAsm.Emit("cp.async.cg.shared.global [kslot1], [%0], 16, %1;", weightFrom, weightBytes0);
                CudaAsm.Emit("cp.async.commit_group;");
                weightFrom += 512;
                CudaAsm.Emit("cp.async.cg.shared.global [kslot1+4096], [%0], 16, %1;", weightFrom, weightBytes0);
                CudaAsm.Emit("cp.async.commit_group;");
                weightFrom += 512;
                CudaAsm.Emit("cp.async.cg.shared.global [kslot1+8192], [%0], 16, %1;", weightFrom, weightBytes0);
                CudaAsm.Emit("cp.async.commit_group;");

                // Sums begin with the bias.
                int biasRow = (lane & 3) << 1;
                long biasFrom = bias + 4L * (j0 + plane + biasRow * 6);
                int biasesLeft = j0 + plane < 6 ? 12 - biasRow : 0;
                CudaAsm.Emit(
                    ".reg .f32 kbias<4>; "
                    + "mov.f32 kbias0, 0f00000000; setp.gt.s32 kp0, %1, 0; "
                    + "@kp0 ld.global.f32 kbias0, [%0]; "
                    + "mov.f32 kbias1, 0f00000000; setp.gt.s32 kp0, %1, 1; "
                    + "@kp0 ld.global.f32 kbias1, [%0+24]; "
                    + "mov.f32 kbias2, 0f00000000; setp.gt.s32 kp0, %1, 8; "
                    + "@kp0 ld.global.f32 kbias2, [%0+192]; "
                    + "mov.f32 kbias3, 0f00000000; setp.gt.s32 kp0, %1, 9; "
                    + "@kp0 ld.global.f32 kbias3, [%0+216];", biasFrom, biasesLeft);
                if (thread < 64)
                {
                    CudaAsm.Emit(
                        "setp.gt.s32 kp0, %1, 0; "
                        + "mov.b32 kx0, 0; mov.b32 kx1, 0; mov.b32 kx2, 0; mov.b32 kx3, 0; mov.b32 kx4, 0; mov.b32 kx5, 0; mov.b32 kx6, 0; mov.b32 kx7, 0; "
                        + "setp.gt.s32 kp1, %2, 0; and.pred kp1, kp1, kp0; "
                        + "@kp1 ld.global.b32 kx0, [%0]; "
                        + "setp.gt.s32 kp2, %3, 2; and.pred kp2, kp2, kp1; @kp2 ld.global.b32 kx1, [%0+4]; "
                        + "setp.gt.s32 kp1, %2, 1; and.pred kp1, kp1, kp0; "
                        + "@kp1 ld.global.b32 kx2, [%0+12]; "
                        + "setp.gt.s32 kp2, %3, 2; and.pred kp2, kp2, kp1; @kp2 ld.global.b32 kx3, [%0+16]; "
                        + "setp.gt.s32 kp1, %2, 2; and.pred kp1, kp1, kp0; "
                        + "@kp1 ld.global.b32 kx4, [%0+24]; "
                        + "setp.gt.s32 kp2, %3, 2; and.pred kp2, kp2, kp1; @kp2 ld.global.b32 kx5, [%0+28]; "
                        + "setp.gt.s32 kp1, %2, 3; and.pred kp1, kp1, kp0; "
                        + "@kp1 ld.global.b32 kx6, [%0+36]; "
                        + "setp.gt.s32 kp2, %3, 2; and.pred kp2, kp2, kp1; @kp2 ld.global.b32 kx7, [%0+40];", inputFrom, samplesLeft, inputsLeft, blocksLeft);
                    CudaAsm.Emit(
                        "prmt.b32 kt0, kx0, kx2, 0x5410; prmt.b32 kt1, kx4, kx6, 0x5410; "
                        + "st.shared.v2.b32 [kslot0], {kt0, kt1}; "
                        + "prmt.b32 kt0, kx0, kx2, 0x7632; prmt.b32 kt1, kx4, kx6, 0x7632; "
                        + "st.shared.v2.b32 [kslot0+512], {kt0, kt1}; "
                        + "prmt.b32 kt0, kx1, kx3, 0x5410; prmt.b32 kt1, kx5, kx7, 0x5410; "
                        + "st.shared.v2.b32 [kslot0+1024], {kt0, kt1}; "
                        + "prmt.b32 kt0, kx1, kx3, 0x7632; prmt.b32 kt1, kx5, kx7, 0x7632; "
                        + "st.shared.v2.b32 [kslot0+1536], {kt0, kt1};");
                }

                CudaAsm.Emit(
                    "mov.f32 ksum0, kbias0; mov.f32 ksum1, kbias1; mov.f32 ksum2, kbias0; mov.f32 ksum3, kbias1; "
                    + "mov.f32 ksum4, kbias2; mov.f32 ksum5, kbias3; mov.f32 ksum6, kbias2; mov.f32 ksum7, kbias3;");

                // Byte offsets of stages: the one that is multiplied.
                int stage = 0;
                for (int step = 0; step < 3; step++)
                {
                    // The next tile of x is read while this one is multiplied.
                    if (step < 2)
                    {
                        inputFrom += 192;
                        inputsLeft -= 16;
                        if (thread < 64)
                        {
                            CudaAsm.Emit(
                                "setp.gt.s32 kp0, %1, 0; "
                                + "mov.b32 kx0, 0; mov.b32 kx1, 0; mov.b32 kx2, 0; mov.b32 kx3, 0; mov.b32 kx4, 0; mov.b32 kx5, 0; mov.b32 kx6, 0; mov.b32 kx7, 0; "
                                + "setp.gt.s32 kp1, %2, 0; and.pred kp1, kp1, kp0; "
                                + "@kp1 ld.global.b32 kx0, [%0]; "
                                + "setp.gt.s32 kp2, %3, 2; and.pred kp2, kp2, kp1; @kp2 ld.global.b32 kx1, [%0+4]; "
                                + "setp.gt.s32 kp1, %2, 1; and.pred kp1, kp1, kp0; "
                                + "@kp1 ld.global.b32 kx2, [%0+12]; "
                                + "setp.gt.s32 kp2, %3, 2; and.pred kp2, kp2, kp1; @kp2 ld.global.b32 kx3, [%0+16]; "
                                + "setp.gt.s32 kp1, %2, 2; and.pred kp1, kp1, kp0; "
                                + "@kp1 ld.global.b32 kx4, [%0+24]; "
                                + "setp.gt.s32 kp2, %3, 2; and.pred kp2, kp2, kp1; @kp2 ld.global.b32 kx5, [%0+28]; "
                                + "setp.gt.s32 kp1, %2, 3; and.pred kp1, kp1, kp0; "
                                + "@kp1 ld.global.b32 kx6, [%0+36]; "
                                + "setp.gt.s32 kp2, %3, 2; and.pred kp2, kp2, kp1; @kp2 ld.global.b32 kx7, [%0+40];", inputFrom, samplesLeft, inputsLeft, blocksLeft);
                        }
                    }

                    // This step's tile is here, of all threads; and all threads are done with the one before, whose place is free.
                    CudaAsm.Emit("cp.async.wait_group 2;");
                    Group.Barrier();
                    // Without a copy the group is empty: the wait counts groups.
                    CudaAsm.Emit("cp.async.commit_group;");

                    // l from 0.
                    CudaAsm.Emit(
                        "ldmatrix.sync.aligned.m8n8.x4.shared.b16 {ka0, ka1, ka2, ka3}, [kfa0]; "
                        + "ldmatrix.sync.aligned.m8n8.x4.trans.shared.b16 {kb0, kb1, kb2, kb3}, [kfb0]; "
                        + "mma.sync.aligned.m16n8k16.row.col.f32.f16.f16.f32 {ksum0, ksum1, ksum2, ksum3}, {ka0, ka1, ka2, ka3}, {kb0, kb1}, {ksum0, ksum1, ksum2, ksum3}; "
                        + "mma.sync.aligned.m16n8k16.row.col.f32.f16.f16.f32 {ksum4, ksum5, ksum6, ksum7}, {ka0, ka1, ka2, ka3}, {kb2, kb3}, {ksum4, ksum5, ksum6, ksum7};");
                    // On to the next stage.
                    int next = stage + 4096;
                    CudaAsm.Emit(
                        "add.s32 kfa0, kfa0, %0; "
                        + "add.s32 kfb0, kfb0, %0;", next - stage);
                    stage = next;

                    if (step < 2)
                    {
                        if (thread < 64)
                        {
                            CudaAsm.Emit(
                                "add.u32 kto0, kslot0, %0; "
                                + "prmt.b32 kt0, kx0, kx2, 0x5410; prmt.b32 kt1, kx4, kx6, 0x5410; "
                                + "st.shared.v2.b32 [kto0], {kt0, kt1}; "
                                + "prmt.b32 kt0, kx0, kx2, 0x7632; prmt.b32 kt1, kx4, kx6, 0x7632; "
                                + "st.shared.v2.b32 [kto0+512], {kt0, kt1}; "
                                + "prmt.b32 kt0, kx1, kx3, 0x5410; prmt.b32 kt1, kx5, kx7, 0x5410; "
                                + "st.shared.v2.b32 [kto0+1024], {kt0, kt1}; "
                                + "prmt.b32 kt0, kx1, kx3, 0x7632; prmt.b32 kt1, kx5, kx7, 0x7632; "
                                + "st.shared.v2.b32 [kto0+1536], {kt0, kt1};", stage);
                        }
                    }
                }

                // Results go through shared memory, as floats: a lane's sums are pairs in rows far apart, and y is written in runs.
                int resultRow = thread >> 4;
                int resultColumn = thread & 15;
                int spreadTo = plane * 1536 + (lane >> 2) * 96 + ((lane & 3) << 3);
                int resultFrom = resultRow * 96 + resultColumn * 4;
                int m0 = resultRow;
                int resultFeature = j0 + resultColumn * 6;
                long resultTo = 2 * (((long)n0 + m0) * 72 + resultFeature);
                int rowsLeft = batch - n0 - m0;
                int columnsLeft = 12 - resultColumn > 0 ? 6 - j0 : 0;
                bool hasResidual = residual != 0;
                residual += resultTo;
                y += resultTo;
                CudaAsm.Emit(
                    ".reg .b32 kspread<2>, kfrom<2>, kfloor<1>, kr<4>, ky<2>; "
                    + ".reg .b16 kw<4>; "
                    + ".reg .f32 kv<8>, ku<2>; .reg .pred kq<2>; "
                    + "add.u32 kspread0, kbase0, %0; "
                    + "add.u32 kfrom0, kbase0, %1; "
                    + "xor.b32 kspread1, kspread0, 16; xor.b32 kfrom1, kfrom0, 16; "
                    + "cvt.rn.f16x2.f32 kfloor0, %2, %2; "
                    + "setp.gt.s32 kq0, %3, 0; "
                    + "setp.gt.s32 kq1, %3, 2;", spreadTo, resultFrom, floor, columnsLeft);
                // What is added is on its way while the sums go around.
                if (hasResidual)
                {
                    CudaAsm.Emit(
                        "mov.b32 kr0, 0; mov.b32 kr1, 0; "
                        + "setp.gt.s32 kp0, %0, 0; "
                        + "and.pred kp1, kp0, kq0; "
                        + "@kp1 ld.global.b32 kr0, [%1]; "
                        + "and.pred kp1, kp0, kq1; "
                        + "@kp1 ld.global.b32 kr1, [%1+4]; "
                        + "mov.b32 kr2, 0; mov.b32 kr3, 0; "
                        + "setp.gt.s32 kp0, %0, 8; "
                        + "and.pred kp1, kp0, kq0; "
                        + "@kp1 ld.global.b32 kr2, [%1+1152]; "
                        + "and.pred kp1, kp0, kq1; "
                        + "@kp1 ld.global.b32 kr3, [%1+1156];", rowsLeft, residual);
                }

                Group.Barrier();
                CudaAsm.Emit(
                    "st.shared.v2.f32 [kspread0], {ksum0, ksum1}; "
                    + "st.shared.v2.f32 [kspread0+32], {ksum4, ksum5}; "
                    + "st.shared.v2.f32 [kspread0+768], {ksum2, ksum3}; "
                    + "st.shared.v2.f32 [kspread0+800], {ksum6, ksum7};");
                Group.Barrier();
                CudaAsm.Emit(
                    "ld.shared.f32 kv0, [kfrom0]; "
                    + "ld.shared.f32 kv1, [kfrom0+1536]; "
                    + "ld.shared.f32 kv2, [kfrom0+3072]; "
                    + "ld.shared.f32 kv3, [kfrom0+4608]; "
                    + "ld.shared.f32 kv4, [kfrom0+768]; "
                    + "ld.shared.f32 kv5, [kfrom0+2304]; "
                    + "ld.shared.f32 kv6, [kfrom0+3840]; "
                    + "ld.shared.f32 kv7, [kfrom0+5376];");
                if (hasResidual)
                {
                    CudaAsm.Emit(
                        "mov.b32 {kw0, kw1}, kr0; cvt.f32.f16 ku0, kw0; cvt.f32.f16 ku1, kw1; add.f32 kv0, kv0, ku0; add.f32 kv1, kv1, ku1; "
                        + "mov.b32 {kw0, kw1}, kr1; cvt.f32.f16 ku0, kw0; cvt.f32.f16 ku1, kw1; add.f32 kv2, kv2, ku0; add.f32 kv3, kv3, ku1; "
                        + "mov.b32 {kw0, kw1}, kr2; cvt.f32.f16 ku0, kw0; cvt.f32.f16 ku1, kw1; add.f32 kv4, kv4, ku0; add.f32 kv5, kv5, ku1; "
                        + "mov.b32 {kw0, kw1}, kr3; cvt.f32.f16 ku0, kw0; cvt.f32.f16 ku1, kw1; add.f32 kv6, kv6, ku0; add.f32 kv7, kv7, ku1;");
                }

                CudaAsm.Emit(
                    "cvt.rn.f16x2.f32 ky0, kv1, kv0; max.NaN.f16x2 ky0, ky0, kfloor0; "
                    + "cvt.rn.f16x2.f32 ky1, kv3, kv2; max.NaN.f16x2 ky1, ky1, kfloor0; "
                    + "setp.gt.s32 kp0, %0, 0; "
                    + "and.pred kp1, kp0, kq0; "
                    + "@kp1 st.global.b32 [%1], ky0; "
                    + "and.pred kp1, kp0, kq1; "
                    + "@kp1 st.global.b32 [%1+4], ky1; "
                    + "cvt.rn.f16x2.f32 ky0, kv5, kv4; max.NaN.f16x2 ky0, ky0, kfloor0; "
                    + "cvt.rn.f16x2.f32 ky1, kv7, kv6; max.NaN.f16x2 ky1, ky1, kfloor0; "
                    + "setp.gt.s32 kp0, %0, 8; "
                    + "and.pred kp1, kp0, kq0; "
                    + "@kp1 st.global.b32 [%1+1152], ky0; "
                    + "and.pred kp1, kp0, kq1; "
                    + "@kp1 st.global.b32 [%1+1156], ky1;", rowsLeft, y);
            }
        }
